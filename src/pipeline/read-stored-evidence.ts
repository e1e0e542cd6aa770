import { type Fault, toFault } from '../errors.js'
import { addJobs } from '../intake/add-jobs.js'
import { priorityOf } from '../intake/plan-priority.js'
import type { JobPayloads } from '../jobs.js'
import type { Policy } from '../model/policy.js'
import type { Reading } from '../model/reading.js'
import type { BlobStore } from '../ports/blobs.js'
import type { EvidenceReader } from '../ports/reading.js'
import type { EvidenceRow } from '../ports/store/evidence.js'
import type { PlatformRows, Store } from '../ports/store.js'
import { policyForOrder } from './policy-for.js'

export interface ReadingParts {
  readonly store: Store
  readonly blobs: BlobStore
  readonly reader: EvidenceReader
  /** How long after its last piece a case waits for more before it is judged. */
  readonly quietMs: number
  readonly now: () => Date
}

type Result = { readonly reading: Reading } | { readonly fault: Fault }

/**
 * Reads a piece of evidence that waits, and keeps its reading or why there can be none; the last piece of a case has it
 * judged. Run again, or for a piece that is not there, it does nothing. Throws what may pass: a store that does not
 * answer, no reading process, `signal`.
 */
export async function readStoredEvidence(
  parts: ReadingParts,
  { platformId, evidenceId }: JobPayloads['read-evidence'],
  signal: AbortSignal,
): Promise<void> {
  const { store } = parts
  const known = await store.inPlatform(platformId, async (rows) => {
    const piece = await rows.evidence.get(evidenceId)
    const row = piece && (await rows.cases.get(piece.caseId))
    return piece && { piece, policy: await policyForOrder(rows, row?.orderNumber ?? null, parts.now().toISOString()) }
  })
  if (known?.piece.state !== 'waiting') return
  const result = await readPiece(parts, known.piece, known.policy, signal)
  await store.inPlatform(platformId, (rows) => keep(rows, known.piece, result, parts.quietMs))
}

/** Twice when the fault may be the file's or may be chance: a file that ends every reader must not wait for ever. */
async function readPiece(parts: ReadingParts, piece: EvidenceRow, policy: Policy, signal: AbortSignal): Promise<Result> {
  const first = await readOnce(parts, piece, policy, signal)
  return 'fault' in first && first.fault.retry ? readOnce(parts, piece, policy, signal) : first
}

async function readOnce({ blobs, reader }: ReadingParts, piece: EvidenceRow, { recording }: Policy, signal: AbortSignal): Promise<Result> {
  const timeoutMs = recording.maxDurationSeconds * 1000 + startAndEndMs
  try {
    return {
      reading: await blobs.localFile(piece.blobKey, (path) => reader.read({ path, name: piece.fileName, recording, timeoutMs }, signal)),
    }
  } catch (thrown) {
    const fault = toFault(thrown)
    if (signal.aborted || (fault.retry && !ofTheFile.has(fault.code))) throw fault
    return { fault }
  }
}

/** What reading costs besides the time a recording lasts. */
const startAndEndMs = 60_000

/** Faults that say "try again" and still can be the file's own doing. */
const ofTheFile: ReadonlySet<Fault['code']> = new Set(['reading-timed-out', 'reader-died', 'internal'])

async function keep(rows: PlatformRows, { id, caseId }: EvidenceRow, result: Result, quietMs: number): Promise<void> {
  const { platformId } = rows
  const row = await rows.cases.lock(caseId)
  if (!row) return
  const isKept = 'reading' in result ? await rows.readings.put(id, result.reading) : await rows.evidence.markFaulty(id, shown(result.fault))
  if (!isKept) return
  const pieces = await rows.evidence.list(caseId)
  if (pieces.some(({ state }) => state === 'waiting')) return
  const lastMs = Math.max(...pieces.map(({ createdAt }) => Date.parse(createdAt)))
  const runAt = new Date(lastMs + quietMs).toISOString()
  const judging = { name: 'judge-case' as const, payload: { platformId, caseId, revision: row.revision } }
  await addJobs(rows, [judging], { runAt, priority: await priorityOf(rows, row) })
}

function shown({ code, title }: Fault): { readonly code: string; readonly title: string } {
  return { code, title }
}
