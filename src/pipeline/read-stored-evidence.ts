import { type Fault, toFault } from '../errors.js'
import { addJobs } from '../intake/add-jobs.js'
import { planPriority, rankCase } from '../intake/plan-priority.js'
import type { JobPayloads } from '../jobs.js'
import type { Policy } from '../model/policy.js'
import type { Reading } from '../model/reading.js'
import type { BlobStore } from '../ports/blobs.js'
import type { EvidenceReader } from '../ports/reading.js'
import type { EvidenceRow } from '../ports/store/evidence.js'
import type { PlatformRows, Store } from '../ports/store.js'
import { policyFor } from './policy-for.js'

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
  const known = await store.inPlatform(platformId, (rows) => findPiece(rows, evidenceId, parts.now().toISOString()))
  if (known?.piece.state !== 'waiting') return
  const result = await readPiece(parts, known.piece, known.policy, signal)
  await store.inPlatform(platformId, (rows) => keep(rows, known, result, parts.quietMs))
}

interface KnownPiece {
  readonly piece: EvidenceRow
  readonly policy: Policy
  /** Of judging its case. */
  readonly priority: number
}

async function findPiece(rows: PlatformRows, evidenceId: string, now: string): Promise<KnownPiece | null> {
  const piece = await rows.evidence.get(evidenceId)
  if (!piece) return null
  const [row, known] = await Promise.all([rows.cases.get(piece.caseId), rows.orders.ofCase(piece.caseId)])
  const policy = await policyFor(rows, { merchantId: known?.order.merchantId ?? null, at: now })
  const rank = rankCase(known?.order ?? null, known?.buyer ?? null, policy)
  return { piece, policy, priority: planPriority(row?.updatedAt ?? now, rank) }
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

async function keep(rows: PlatformRows, { piece, priority }: KnownPiece, result: Result, quietMs: number): Promise<void> {
  const { platformId } = rows
  const { id, caseId } = piece
  const row = await rows.cases.lock(caseId)
  if (!row) return
  const isKept = 'reading' in result ? await rows.readings.put(id, result.reading) : await rows.evidence.markFaulty(id, shown(result.fault))
  if (!isKept) return
  const pieces = await rows.evidence.list(caseId)
  if (pieces.some(({ state }) => state === 'waiting')) return
  const lastMs = Math.max(...pieces.map(({ createdAt }) => Date.parse(createdAt)))
  const runAt = new Date(lastMs + quietMs).toISOString()
  const judging = { name: 'judge-case' as const, payload: { platformId, caseId, revision: row.revision } }
  await addJobs(rows, [judging], { runAt, priority })
}

function shown({ code, title }: Fault): { readonly code: string; readonly title: string } {
  return { code, title }
}
