import { extractionVersion } from '../judge/examine-evidence.js'
import type { SeenBefore } from '../model/case.js'
import type { CaseRow } from '../ports/store/cases.js'
import type { OrderRow } from '../ports/store/orders.js'
import type { PlatformRows } from '../ports/store.js'
import type { NeighbourCase } from '../report/sheet/list-neighbours.js'
import { parseFacts } from './case-facts.js'

/** The cases around one. */
export interface Neighbourhood {
  /** Those that brought the same, by id. */
  readonly others: ReadonlyMap<string, NeighbourCase>
  readonly buyerCases: readonly { readonly row: CaseRow; readonly order: OrderRow | null }[]
}

/** More tell a reviewer nothing that these do not. */
const mostNeighbours = 10
const mostBuyerCases = 20

/** Looks up the cases that brought the same as this one, and the last of its buyer. */
export async function gatherNeighbours(rows: PlatformRows, row: CaseRow, seen: readonly SeenBefore[]): Promise<Neighbourhood> {
  const ids = [...new Set(seen.map(({ caseId }) => caseId))].slice(-mostNeighbours)
  const shots = new Set(seen.filter(({ what }) => what === 'shot' || what === 'image-id').map(({ caseId }) => caseId))
  const [found, { rows: ofBuyer }] = await Promise.all([
    Promise.all(ids.map((id) => lookAt(rows, id, shots.has(id)))),
    rows.cases.list({ limit: mostBuyerCases, after: null, buyerId: row.buyerId }),
  ])
  const buyerCases = await Promise.all(ofBuyer.map(async (one) => ({ row: one, order: await rows.orders.ofCase(one.id) })))
  return { others: new Map(found.flatMap((one) => (one ? [[one.row.id, one] as const] : []))), buyerCases }
}

async function lookAt(rows: PlatformRows, caseId: string, withFiles: boolean): Promise<NeighbourCase | null> {
  const [row, order, evidence] = await Promise.all([rows.cases.get(caseId), rows.orders.ofCase(caseId), rows.evidence.list(caseId)])
  if (!row) return null
  const prints = withFiles ? await printsOf(rows, row) : new Map()
  return {
    row,
    order,
    pieces: evidence.map(({ id, sha256 }) => ({ evidenceId: id, sha256, phash: null, imageUniqueId: null, ...prints.get(sha256) })),
  }
}

/** Fingerprints of the pieces of a case's latest verdict, by the hash of their file. */
async function printsOf(rows: PlatformRows, { id, judgedRevision }: CaseRow) {
  const document = judgedRevision === null ? null : await rows.facts.get(id, judgedRevision, extractionVersion)
  const examined = document ? parseFacts(document).examined : []
  return new Map(
    examined.map(({ reading: { fileFacts } }) => [fileFacts.sha256, { phash: fileFacts.phash, imageUniqueId: fileFacts.imageUniqueId }]),
  )
}
