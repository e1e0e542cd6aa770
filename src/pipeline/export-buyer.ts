import type { Examined } from '../model/examined.js'
import type { CaseMoveRow, CaseRow } from '../ports/store/cases.js'
import type { DeletionRow } from '../ports/store/deletions.js'
import type { EvidenceRow } from '../ports/store/evidence.js'
import type { NoticeRow } from '../ports/store/notices.js'
import type { OrderRow } from '../ports/store/orders.js'
import type { Page } from '../ports/store/page.js'
import type { RefundRow } from '../ports/store/refunds.js'
import type { VerdictRow } from '../ports/store/verdicts.js'
import type { PlatformRows, Store } from '../ports/store.js'
import { examineStored } from './examine-stored.js'

/** A case with all that is kept of it, of one moment. */
export interface ExportedCase {
  readonly is: 'case'
  readonly row: CaseRow
  /** The order it is about, as it stands now. */
  readonly order: OrderRow | null
  readonly moves: readonly CaseMoveRow[]
  readonly evidence: readonly { readonly row: EvidenceRow; readonly examined: Examined | null }[]
  /** Latest first. */
  readonly verdicts: readonly VerdictRow[]
  readonly refunds: readonly RefundRow[]
  readonly notices: readonly NoticeRow[]
  readonly deletions: readonly DeletionRow[]
}

/** An order of the buyer, with what was deleted of it while no case named it. */
export interface ExportedOrder {
  readonly is: 'order'
  readonly row: OrderRow
  readonly deletions: readonly DeletionRow[]
}

/**
 * Everything that is kept of a buyer (PIPL article 45), newest first: the orders, then the cases, each read in a
 * transaction of its own, so that no more than one case lies in memory. Claims of others that joined a case are left out.
 * Nothing for a buyer who is not known.
 */
export async function* exportBuyer(store: Store, platformId: string, buyerId: string): AsyncGenerator<ExportedOrder | ExportedCase> {
  const look = <T>(work: (rows: PlatformRows) => Promise<T>) => store.lookInPlatform(platformId, work)
  for await (const row of walk((after) => look(({ orders }) => orders.list({ buyerId, limit: pageRows, after })))) {
    yield { is: 'order', row, deletions: await look((rows) => deletionsOf(rows, row.id)) }
  }
  for await (const { id } of walk((after) => look(({ cases }) => cases.list({ buyerId, limit: pageRows, after })))) {
    const whole = await look((rows) => readWhole(rows, id))
    // Unlinked from the buyer meanwhile: it is nobody's any more.
    if (whole?.row.buyerId === buyerId) yield { ...whole, row: withoutOthers(whole.row, buyerId) }
  }
}

const pageRows = 20
/** A subject has one for each thing that can be deleted of it. */
const mostDeletions = 20

async function* walk<Row>(page: (after: string | null) => Promise<Page<Row>>): AsyncGenerator<Row> {
  let after: string | null = null
  do {
    const { rows, next }: Page<Row> = await page(after)
    yield* rows
    after = next
  } while (after !== null)
}

async function readWhole(rows: PlatformRows, caseId: string): Promise<ExportedCase | null> {
  const [row, order, moves, pieces, readings, verdicts, refunds, notices, deletions] = await Promise.all([
    rows.cases.get(caseId),
    rows.orders.ofCase(caseId),
    rows.cases.timeline(caseId),
    rows.evidence.list(caseId),
    rows.readings.ofCase(caseId),
    rows.verdicts.list(caseId),
    rows.refunds.ofCase(caseId),
    rows.notices.list(caseId),
    deletionsOf(rows, caseId),
  ])
  const evidence = pieces.map((piece) => {
    const reading = readings.get(piece.id)
    return { row: piece, examined: reading ? examineStored(piece, reading) : null }
  })
  return row && { is: 'case', row, order, moves, evidence, verdicts, refunds, notices, deletions }
}

async function deletionsOf({ deletions }: PlatformRows, subject: string): Promise<readonly DeletionRow[]> {
  return (await deletions.list({ subject, limit: mostDeletions, after: null })).rows
}

function withoutOthers(row: CaseRow, buyerId: string): CaseRow {
  return { ...row, laterClaims: row.laterClaims.filter((claim) => claim.buyerId === buyerId) }
}
