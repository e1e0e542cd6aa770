import { createMiddleware } from 'hono/factory'
import { Fault } from '../errors.js'
import type { CaseRow } from '../ports/store/cases.js'
import type { PlatformRows } from '../ports/store.js'
import { blindfoldOf } from './blindfold-of.js'
import type { HttpEnv } from './parts.js'

/**
 * Refuses whatever a person would do with a case whose second look it holds: what became of it would tell how the case was
 * decided. Throws `move-refused`.
 */
export const refuseLooker = createMiddleware<HttpEnv>(async (c, next) => {
  const id = c.req.param('id')
  const { caller, parts } = c.var
  // The look itself is given under this address.
  if (id !== undefined && caller.person && !c.req.path.startsWith('/v1/second-looks/')) {
    const blind = await parts.store.lookInPlatform(caller.platformId, (rows) => blindfoldOf(rows, c.var))
    if (blind.hides(id)) throw lookFirst()
  }
  await next()
})

/** As `refuseLooker`, for what is asked about an order: how its claim was decided shows in what another may get. */
export async function refuseLookerOfOrder(rows: Rows, asks: Asks, orderNumber: string | null): Promise<void> {
  if (orderNumber !== null) await refuseWhere(rows, asks, (row) => row.orderNumber === orderNumber)
}

/** As `refuseLooker`, for what takes all cases of a buyer together. */
export async function refuseLookerOfBuyer(rows: Rows, asks: Asks, buyerId: string): Promise<void> {
  await refuseWhere(rows, asks, (row) => row.buyerId === buyerId)
}

type Rows = Pick<PlatformRows, 'secondLooks' | 'cases'>
type Asks = Pick<HttpEnv['Variables'], 'caller' | 'parts'>

async function refuseWhere(rows: Rows, asks: Asks, isAsked: (row: CaseRow) => boolean): Promise<void> {
  const { hidden } = await blindfoldOf(rows, asks)
  for (const id of hidden) {
    const row = await rows.cases.get(id)
    if (row && isAsked(row)) throw lookFirst()
  }
}

function lookFirst(): Fault {
  return new Fault('move-refused', 'it would tell how a case was decided whose second look you hold: give that first')
}
