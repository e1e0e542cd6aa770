import { examineEvidence } from '../judge/examine-evidence.js'
import type { CaseFile, EvidencePiece } from '../model/case.js'
import type { Examined } from '../model/examined.js'
import type { Order } from '../model/order.js'
import type { CaseRow } from '../ports/store/cases.js'
import type { EvidenceRow } from '../ports/store/evidence.js'
import type { PlatformRows } from '../ports/store.js'
import { findQuestion } from './find-question.js'
import { nameApart } from './name-apart.js'
import { policyFor } from './policy-for.js'
import { type KnownOrder, readKnownOrder } from './read-known-order.js'
import { syncDispute } from './sync-dispute.js'
import { traceCase } from './trace-case.js'

/** A case file from the tables, with its evidence examined, and the trace it leaves. */
export interface GatheredCase {
  readonly caseFile: CaseFile
  readonly examined: readonly Examined[]
  readonly evidenceIds: readonly string[]
  readonly trace: ReturnType<typeof traceCase>
  /** As the tables have it, without what the case itself was told. */
  readonly order: KnownOrder | null
}

/** When a case is judged. */
export interface JudgedWhen {
  /** As of then, ISO 8601 with offset. */
  readonly now: string
  /** By the policy that holds then: on a test side the real time, else `now`. */
  readonly policyAt: string
  readonly isTest: boolean
}

/**
 * Gathers what a case is judged by: order, buyer, the issuer's answer, the policy in force, every piece of evidence and
 * what was seen before. Null while a piece waits to be read. On a test side evidence counts as come with the claim.
 */
export async function gatherStoredCase(
  rows: PlatformRows,
  row: CaseRow,
  { now, policyAt, isTest }: JudgedWhen,
): Promise<GatheredCase | null> {
  const [evidence, readings, known, issued, announced, timeline] = await Promise.all([
    rows.evidence.list(row.id),
    rows.readings.ofCase(row.id),
    row.orderNumber === null ? null : readKnownOrder(rows, row.orderNumber),
    rows.challenges.list(row.id),
    rows.announcedUploads.list(row.id),
    isTest ? null : rows.cases.timeline(row.id),
  ])
  if (evidence.some(({ state }) => state === 'waiting')) return null
  const names = nameApart(evidence.map(({ fileName }) => fileName))
  const announcedAt = new Map(announced.map((upload) => [upload.sha256, upload.announcedAt]))
  const pieces = evidence.map((piece, at) => ({
    ...pieceOf(piece, names[at] ?? piece.id, isTest ? null : piece.createdAt, readings.get(piece.id) ?? null),
    ...(issued.length > 0 ? { announcedAt: announcedAt.get(piece.sha256) ?? piece.createdAt } : {}),
  }))
  const examined = pieces.flatMap(({ reading, as, uploadedAt }) => (reading ? [examineEvidence(reading, as, uploadedAt)] : []))
  // What the record says of a dispute is followed when the verdict moves the case: it is judged as it will stand then.
  const dispute = (await syncDispute(rows, row, known?.order ?? null)).at(-1)
  const disputeOpen = dispute === undefined ? row.disputeOpen : dispute.is === 'dispute-opened'
  const record = { id: row.id, claim: row.claim, order: known && withLife(known.order, { ...row, disputeOpen }) }
  const policy = await policyFor(rows, { merchantId: known?.order.merchantId ?? null, at: policyAt })
  const trace = traceCase(record, examined)
  const caseFile: CaseFile = {
    ...record,
    platform: rows.platformId,
    buyer: known?.buyer ?? null,
    keyStatus: known?.keyStatus ?? { state: 'unknown', usedAt: null, usedBy: null, askedAt: null },
    policy,
    ...(timeline === null ? {} : { merchantAskedAt: findQuestion(timeline, now) }),
    ...(issued.length > 0 ? { issuedCodes: issued.map(({ code, issuedAt, expiresAt }) => ({ code, issuedAt, expiresAt })) } : {}),
    now,
    evidence: pieces,
    seenBefore: await rows.memory.lookUp(trace, policy.match.sameShotBits),
  }
  return { caseFile, examined, evidenceIds: evidence.map(({ id }) => id), trace, order: known }
}

/** The order as the platform tells it, with what the case itself was told since: the merchant's answer, a dispute at the channel. */
function withLife(order: Order, { merchantAnswer, disputeOpen }: CaseRow): Order {
  const isLater = merchantAnswer !== null && !(order.merchantAnswer && Date.parse(order.merchantAnswer.at) > Date.parse(merchantAnswer.at))
  const channelDispute = disputeOpen && order.channelDispute === 'none' ? 'open' : order.channelDispute
  return { ...order, channelDispute, merchantAnswer: isLater ? merchantAnswer : order.merchantAnswer }
}

function pieceOf(piece: EvidenceRow, file: string, uploadedAt: string | null, reading: EvidencePiece['reading']): EvidencePiece {
  return { file, as: piece.as, uploadedAt, reading: reading && { ...reading, file }, fault: piece.fault }
}
