import { examineEvidence, extractionVersion } from '../judge/examine-evidence.js'
import type { CaseFile, SeenBefore } from '../model/case.js'
import type { Examined } from '../model/examined.js'
import type { AuditEntry } from '../ports/store/audit.js'
import type { ChallengeRow } from '../ports/store/buyer-links.js'
import type { CaseMoveRow, CaseRow } from '../ports/store/cases.js'
import type { EvidenceRow } from '../ports/store/evidence.js'
import type { OrderRow } from '../ports/store/orders.js'
import type { VerdictRow } from '../ports/store/verdicts.js'
import type { PlatformRows } from '../ports/store.js'
import { keysOf } from '../report/report-reading.js'
import type { NeighbourCase } from '../report/sheet/list-neighbours.js'
import type { SheetPiece } from '../report/sheet/place-seen.js'
import { parseFacts } from './case-facts.js'
import { gatherNeighbours, type Neighbourhood } from './gather-neighbours.js'
import { nameApart } from './name-apart.js'
import { policyForOrder } from './policy-for.js'
import { traceCase } from './trace-case.js'

/** All that a case sheet is made of, as it stands at one moment. */
export interface GatheredSheet {
  readonly row: CaseRow
  readonly order: OrderRow | null
  readonly evidence: readonly EvidenceRow[]
  readonly pieces: readonly (SheetPiece & { readonly sha256: string })[]
  readonly verdict: VerdictRow | null
  /** The record and the evidence of now under the policy of the latest verdict; under the one in force before the first. */
  readonly caseFile: CaseFile
  /** Card keys of the order, and those that were read in any piece. */
  readonly keys: readonly string[]
  readonly seen: readonly SeenBefore[]
  readonly others: ReadonlyMap<string, NeighbourCase>
  /** The buyer's last cases, newest first, with their orders. */
  readonly buyerCases: Neighbourhood['buyerCases']
  readonly refundedFen365d: number
  readonly merchant: { readonly open: number; readonly objections: number } | null
  /** One-time codes that its buyer was given, newest first. */
  readonly challenges: readonly ChallengeRow[]
  readonly timeline: readonly CaseMoveRow[]
  /** Null when it was not asked for. */
  readonly audit: readonly AuditEntry[] | null
}

const dayMs = 86_400_000

/** Gathers a case's sheet from the tables; no picture is read. Null when there is no such case. */
export async function gatherSheet(rows: PlatformRows, caseId: string, now: Date, withAudit: boolean): Promise<GatheredSheet | null> {
  const [row, order, evidence, verdict, timeline, challenges] = await Promise.all([
    rows.cases.get(caseId),
    rows.orders.ofCase(caseId),
    rows.evidence.list(caseId),
    rows.verdicts.latest(caseId),
    rows.cases.timeline(caseId),
    rows.challenges.list(caseId),
  ])
  if (!row) return null
  const pieces = await examinePieces(rows, row, evidence, verdict)
  const caseFile = await fileOf(rows, { row, order, verdict }, now.toISOString())
  const examined = pieces.flatMap((piece) => (piece.examined ? [piece.examined] : []))
  const since = (days: number) => new Date(now.getTime() - days * dayMs).toISOString()
  const merchantId = order?.order.merchantId
  const [seen, refundedFen365d, merchant, audit] = await Promise.all([
    rows.memory.lookUp(traceCase(caseFile, examined), caseFile.policy.match.sameShotBits),
    rows.refunds.paidTo(row.buyerId, since(365)),
    merchantId === undefined ? null : rows.cases.tallyMerchant(merchantId, since(90)),
    withAudit ? auditOf(rows, row, evidence) : null,
  ])
  const { others, buyerCases } = await gatherNeighbours(rows, row, seen)
  const keys = [...(order?.order.deliveredKeys ?? []), ...examined.flatMap(keysIn)]
  const found = { seen, others, buyerCases, refundedFen365d, merchant, audit }
  return { row, order, evidence, pieces, verdict, caseFile, keys, challenges, timeline, ...found }
}

/** What the latest verdict was made of; what came since, and what that version did not keep, is examined now. */
async function examinePieces(rows: PlatformRows, { id }: CaseRow, evidence: readonly EvidenceRow[], verdict: VerdictRow | null) {
  const document = verdict && (await rows.facts.get(id, verdict.revision, extractionVersion))
  const kept = new Map(document ? parseFacts(document).examined.map((piece) => [piece.file, piece]) : [])
  const judged = new Map(verdict?.judgedBy.evidence.map((piece) => [piece.evidenceId, piece]))
  const names = nameApart(evidence.map(({ fileName }) => fileName))
  return Promise.all(
    evidence.map(async (piece, at) => {
      const known = judged.get(piece.id)
      const file = known?.file ?? names[at] ?? piece.id
      const examined = (known && kept.get(file)) ?? (await examineOne(rows, piece, file, known?.uploadedAt))
      return { evidenceId: piece.id, sha256: piece.sha256, file, examined: piece.state === 'deleted' ? null : examined }
    }),
  )
}

async function examineOne(rows: PlatformRows, piece: EvidenceRow, file: string, uploadedAt: string | null = piece.createdAt) {
  const reading = piece.state === 'read' ? await rows.readings.get(piece.id) : null
  return reading && examineEvidence({ ...reading, file }, piece.as, uploadedAt)
}

async function fileOf(
  rows: PlatformRows,
  { row, order, verdict }: Pick<GatheredSheet, 'row' | 'order' | 'verdict'>,
  now: string,
): Promise<CaseFile> {
  const record = { id: row.id, claim: row.claim, order: order?.order ?? null, buyer: order?.buyer ?? null, evidence: [] }
  if (verdict) return { ...verdict.judgedBy, ...record }
  return {
    ...record,
    platform: rows.platformId,
    keyStatus: order?.keyStatus ?? { state: 'unknown', usedAt: null, usedBy: null, askedAt: null },
    policy: await policyForOrder(rows, row.orderNumber, now),
    now,
    seenBefore: [],
  }
}

function keysIn({ fields, facts }: Examined): readonly string[] {
  return [...keysOf(fields), ...facts.flatMap(({ code, value }) => (code === 'key-entered' && value !== undefined ? [value] : []))]
}

/** What was done to the case and its evidence, and who looked at their card keys: the latest entries. */
async function auditOf(
  rows: PlatformRows,
  { id: caseId, orderNumber }: CaseRow,
  evidence: readonly EvidenceRow[],
): Promise<readonly AuditEntry[]> {
  const looked = evidence.flatMap(({ id }) => ['', '/reading', '/content', '/picture', '/crop'].map((what) => `/v1/evidence/${id}${what}`))
  const ofCase = ['', '/sheet', '/timeline', '/verdict', '/verdicts'].map((what) => `/v1/cases/${caseId}${what}`)
  const ofOrder = orderNumber === null ? [] : [`/v1/orders/${encodeURIComponent(orderNumber)}`]
  const subjects = [caseId, ...ofOrder, ...evidence.map(({ id }) => id), ...ofCase, ...looked]
  return (await rows.audit.list({ limit: 200, after: null, subjects })).rows
}
