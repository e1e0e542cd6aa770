import { readFile, realpath } from 'node:fs/promises'
import path from 'node:path'
import pMap from 'p-map'
import { Fault, toFault } from './errors.js'
import { addEvidence } from './intake/add-evidence.js'
import { type OpenedCase, openCase } from './intake/open-case.js'
import { examineEvidence } from './judge/examine-evidence.js'
import { judgeCase } from './judge/judge-case.js'
import type { CaseFile, EvidencePiece } from './model/case.js'
import type { Examined } from './model/examined.js'
import type { Policy } from './model/policy.js'
import type { Reading } from './model/reading.js'
import type { Verdict } from './model/verdict.js'
import { choosePolicy } from './pipeline/choose-policy.js'
import { traceCase } from './pipeline/trace-case.js'
import type { CaseMemory, Picture } from './ports.js'
import { decodePicture } from './read/decode-picture.js'
import type { EvidenceTools } from './read/evidence-tools.js'
import { readEvidence } from './read/read-evidence.js'
import { defaultReadLimits, type ReadLimits, readLimitsUnder } from './read/read-limits.js'
import type { ReadWatch } from './read/read-watch.js'

/** What reading needs of the outside; put together in `compose`. */
export interface ReadTools extends EvidenceTools {
  /** Limits of recordings are the policy's where a case is read. */
  readonly limits: ReadLimits
}

/** A case folder with its evidence read and examined: everything slow is done. */
export interface ReadCase {
  readonly folder: string
  readonly opened: OpenedCase
  readonly policy: Policy
  readonly pieces: readonly EvidencePiece[]
  readonly examined: readonly Examined[]
  readonly readMs: number
}

/** A case with its verdict; `caseFile` is all it was judged by. */
export interface JudgedCase extends ReadCase {
  readonly caseFile: CaseFile
  readonly verdict: Verdict
  readonly judgeMs: number
}

/** Reads one file, wherever it lies, and examines it; `watch` follows a recording. Throws the named fault of whatever is wrong with it. */
export async function readOne(file: string, tools: ReadTools, watch?: ReadWatch): Promise<Examined> {
  const target = await realpath(file).catch((cause: NodeJS.ErrnoException) => {
    throw new Fault('file-not-found', `${file}: ${cause.code ?? cause.message}`, { cause })
  })
  const added = await addEvidence(path.dirname(target), path.basename(target), mostBytes(tools.limits))
  return examineEvidence(await readEvidence({ ...added, name: file }, tools, tools.limits, watch))
}

/**
 * Opens a case folder and reads its evidence; a piece that cannot be read becomes its fault, the others are still read.
 * `watch` gives who follows the reading of a piece, by its file.
 * Throws `file-not-found`, `case-invalid` or `policy-invalid` for the case itself.
 */
export async function readCase(
  folder: string,
  basePolicy: Policy,
  now: string,
  tools: ReadTools,
  watch?: (file: string) => ReadWatch,
): Promise<ReadCase> {
  // No more at a time than there are readers: a recording under way holds 100 MB and a decoder.
  return readCaseWith(folder, basePolicy, now, tools.reader.concurrency, async (file, policy) => {
    const limits = readLimitsUnder(policy.recording)
    return readEvidence(await addEvidence(folder, file, mostBytes(limits)), tools, limits, watch?.(file))
  })
}

/** As `readCase`, each piece by `read`, so many at a time. */
export async function readCaseWith(
  folder: string,
  basePolicy: Policy,
  now: string,
  concurrency: number,
  read: (file: string, policy: Policy) => Promise<Reading>,
): Promise<ReadCase> {
  const startedMs = performance.now()
  const opened = openCase(await readJson(path.join(folder, 'case.json')), now)
  const policy = choosePolicy(opened.policyOverrides, basePolicy, folder)
  const results = await pMap(opened.evidence, (item) => readPiece(item, () => read(item.file, policy)), { concurrency })
  return {
    folder,
    opened,
    policy,
    pieces: results.map(({ piece }) => piece),
    examined: results.flatMap(({ examined }) => (examined ? [examined] : [])),
    readMs: performance.now() - startedMs,
  }
}

/** The upright picture of a case's evidence file, for showing it to people. Throws the named fault of whatever is wrong with it. */
export async function decodeEvidence(folder: string, file: string, limits: ReadLimits = defaultReadLimits): Promise<Picture> {
  return decodePicture(await addEvidence(folder, file, mostBytes(limits)), limits)
}

/** Looks up what was seen before, judges, and leaves the case's trace in `memory`. */
export async function judgeRead(read: ReadCase, memory: CaseMemory): Promise<JudgedCase> {
  const trace = traceCase(read.opened, read.examined)
  const seenBefore = await memory.lookUp(trace, read.policy.match.sameShotBits)
  await memory.remember(trace)
  const { policyOverrides: _, ...opened } = read.opened
  const caseFile: CaseFile = { ...opened, policy: read.policy, evidence: read.pieces, seenBefore }
  const startedMs = performance.now()
  const verdict = judgeCase(caseFile, read.examined)
  return { ...read, caseFile, verdict, judgeMs: performance.now() - startedMs }
}

async function readPiece(item: OpenedCase['evidence'][number], read: () => Promise<Reading>) {
  const piece = { file: item.file, as: item.as, uploadedAt: item.uploadedAt }
  try {
    const reading = await read()
    return { piece: { ...piece, reading, fault: null }, examined: examineEvidence(reading, item.as, item.uploadedAt) }
  } catch (thrown) {
    const { code, title } = toFault(thrown)
    return { piece: { ...piece, reading: null, fault: { code, title } }, examined: null }
  }
}

/** At the door nobody knows yet whether it is a picture or a recording. */
function mostBytes({ maxBytes, recording }: ReadLimits): number {
  return Math.max(maxBytes, recording.maxBytes)
}

async function readJson(file: string): Promise<unknown> {
  const text = await readFile(file, 'utf8').catch((cause: NodeJS.ErrnoException) => {
    throw new Fault('file-not-found', `${file}: ${cause.code ?? cause.message}`, { cause })
  })
  try {
    // Editors on Windows put a byte order mark first, which JSON does not know.
    return JSON.parse(text.replace(/^\uFEFF/, ''))
  } catch (cause) {
    throw new Fault('case-invalid', `${file} is not JSON: ${cause instanceof Error ? cause.message : cause}`, { cause })
  }
}
