import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newLife } from '../../src/model/case-life.js'
import { forgetBuyer } from '../../src/pipeline/forget-buyer.js'
import { orderNamed } from '../adapters/store/store-parts.js'
import { engines, type Flow, openFlow } from './open-flow.js'

const later = () => new Date(Date.now() + 30 * 86_400_000)

describe.each(engines)('deletion on request on the %s store', (...engine) => {
  let flow: Flow
  beforeAll(async () => {
    flow = await openFlow(engine)
  })
  afterAll(() => flow?.close())

  it('deletes at once what may go, names what must stay, and touches nobody else', async () => {
    const { platformId, store, blobs, inShop } = flow
    const closed = await flow.openCase('ORDER-CLOSED', ['closed'])
    await flow.keepRead(closed.evidenceIds[0] ?? '', ['ORDER-CLOSED'])
    await inShop((rows) => rows.cases.move(closed.caseId, { ...newLife, state: 'closed', result: 'paid' }, []))
    const open = await flow.openCase('ORDER-OPEN', ['open'])
    const other = orderNamed('ORDER-OTHER')
    const fresh = orderNamed('ORDER-FRESH', { deliveredAt: new Date(Date.now() + 29 * 86_400_000).toISOString() })
    await inShop((rows) => rows.orders.upsert([orderNamed('ORDER-BARE'), fresh, { ...other, buyer: { ...other.buyer, id: 'buyer-else' } }]))
    const ids = await inShop(async (rows) => ({
      bare: (await rows.orders.get('ORDER-BARE'))?.id,
      fresh: (await rows.orders.get('ORDER-FRESH'))?.id,
    }))
    const { deleted, kept } = await forgetBuyer({ store, blobs, now: later }, platformId, 'buyer-42')
    expect(deleted).toEqual([
      { subject: closed.caseId, what: ['evidence', 'readings', 'keys'] },
      { subject: ids.bare, what: ['keys'] },
    ])
    expect(kept.map(({ subject, what }) => [subject, what]).sort()).toEqual(
      [
        [open.caseId, 'everything'],
        [closed.caseId, 'record'],
        [ids.fresh ?? '', 'everything'],
      ].sort(),
    )
    const record = kept.find(({ what }) => what === 'record')
    expect(new Date(record?.until ?? 0).getUTCFullYear()).toBe(new Date().getUTCFullYear() + 3)
    const left = await inShop(async (rows) => ({
      closed: await rows.evidence.get(closed.evidenceIds[0] ?? ''),
      reading: await rows.readings.get(closed.evidenceIds[0] ?? ''),
      open: await rows.evidence.get(open.evidenceIds[0] ?? ''),
      keys: [await rows.orders.get('ORDER-CLOSED'), await rows.orders.get('ORDER-BARE')].map((row) => row?.order.deliveredKeys),
      other: (await rows.orders.get('ORDER-OTHER'))?.order.deliveredKeys,
    }))
    expect(left).toMatchObject({
      closed: { state: 'deleted' },
      reading: null,
      open: { state: 'waiting' },
      other: other.order.deliveredKeys,
    })
    expect(JSON.stringify(left.keys)).not.toContain('NPHTM')
    expect(await blobs.exists(left.closed?.blobKey ?? '')).toBe(false)
    const again = await forgetBuyer({ store, blobs, now: later }, platformId, 'buyer-42')
    expect(again.kept).toHaveLength(3)
  })
})
