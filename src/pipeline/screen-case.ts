import path from 'node:path'
import type { Policy } from '../model/policy.js'
import { type JudgedCase, judgeRead, readCaseWith } from '../pipeline.js'
import type { EvidenceReader } from '../ports/reading.js'
import type { CaseMemory } from '../ports.js'

/** Reads a case folder beside this process and judges it; `memory` is asked and added to. Throws as `readCase` does. */
export async function screenCase(
  folder: string,
  policy: Policy,
  now: string,
  reader: EvidenceReader,
  memory: CaseMemory,
): Promise<JudgedCase> {
  const read = await readCaseWith(folder, policy, now, reader.concurrency, (file, { recording }) =>
    reader.read({ path: path.join(folder, file), name: file, recording, timeoutMs: screeningTimeoutMs }, never),
  )
  return judgeRead(read, memory)
}

/** Somebody waits for the answer. */
const screeningTimeoutMs = 300_000

const never = new AbortController().signal
