import path from 'node:path'
import { addEvidence } from '../intake/add-evidence.js'
import type { Policy } from '../model/policy.js'
import type { Reading } from '../model/reading.js'
import type { EvidenceTools } from '../read/evidence-tools.js'
import { readEvidence } from '../read/read-evidence.js'
import { readLimitsUnder } from '../read/read-limits.js'

/** Reads the file that lies at `at` and is called `name`, under a policy's limits. Throws the named fault of whatever is wrong with it. */
export async function readFile(at: string, name: string, recording: Policy['recording'], tools: EvidenceTools): Promise<Reading> {
  const limits = readLimitsUnder(recording)
  const added = await addEvidence(path.dirname(at), path.basename(at), Math.max(limits.maxBytes, limits.recording.maxBytes))
  return readEvidence({ ...added, name }, tools, limits)
}
