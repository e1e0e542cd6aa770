import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newLife } from '../../../src/model/case-life.js'
import type { Store } from '../../../src/ports/store.js'
import type { StoreUnderTest } from './store-contract.js'
import { openCaseOn, openShop, orderNamed } from './store-parts.js'

/** What a case sheet and the audit log ask, on every store. */
export function describeSheet(name: string, open: () => Promise<StoreUnderTest>): void {
  describe(`sheet: ${name}`, () => {
    let under: StoreUnderTest
    let store: Store
    beforeAll(async () => {
      under = await open()
      store = under.store
    })
    afterAll(() => under.close())

    it('gives of the audit log what was asked for, page by page, and nothing else', async () => {
      const { inShop } = await openShop(store, 'audit')
      for (const [actor, action, subject] of [
        ['per_1', 'keys.revealed', '/v1/cases/a'],
        ['per_2', 'case.taken', 'case_a'],
        ['per_1', 'case.taken', 'case_b'],
        ['per_1', 'case.decided', 'case_a'],
      ] as const)
        await inShop(({ audit }) => audit.append({ actor, action, subject, details: {} }))
      const list = async (filter: object, limit = 10) =>
        (await inShop(({ audit }) => audit.list({ limit, after: null, ...filter }))).rows.map(({ number }) => number)
      expect(await list({ actor: 'per_1' })).toEqual([4, 3, 1])
      expect(await list({ actor: 'per_1', action: 'case.taken' })).toEqual([3])
      expect(await list({ subjects: ['case_a', '/v1/cases/a'] })).toEqual([4, 2, 1])
      expect(await list({ subjects: [] })).toEqual([])
      expect(await list({ until: '2000-01-01T00:00:00Z' })).toEqual([])
      expect(await list({ from: '2000-01-01T00:00:00Z' }, 2)).toEqual([4, 3])
      const first = await inShop(({ audit }) => audit.list({ limit: 2, after: null, actor: 'per_1' }))
      expect((await inShop(({ audit }) => audit.list({ limit: 2, after: first.next, actor: 'per_1' }))).rows).toMatchObject([{ number: 1 }])
    })

    it('adds up what came back to a buyer: settled since then, over all its cases, and no other’s', async () => {
      const { inShop } = await openShop(store, 'paid')
      const { id: caseId, buyerId } = await openCaseOn(inShop, 'P1')
      const settle = (amountFen: number, state: 'succeeded' | 'failed', settledAt: string) =>
        inShop(async ({ refunds }) => {
          await refunds.lockOrder('P1')
          const { id } = await refunds.add({
            ...{ caseId, orderNumber: 'P1', paymentNumber: 'x', merchantOrderNumber: null, channel: 'wechat', amountFen },
            ...{ totalFen: 100, paidInFen: 100, decidedBy: 'machine', reason: 'x', reserved: [], nextAt: null },
          })
          await refunds.change(id, { state, settledAt })
        })
      await settle(30, 'succeeded', '2026-11-20T00:00:00Z')
      await settle(50, 'succeeded', '2026-11-22T00:00:00Z')
      await settle(7, 'failed', '2026-11-22T00:00:00Z')
      const paid = (since: string, buyer = buyerId) => inShop(({ refunds }) => refunds.paidTo(buyer, since))
      expect(await paid('2026-01-01T00:00:00Z')).toBe(80)
      expect(await paid('2026-11-21T00:00:00Z')).toBe(50)
      expect(await paid('2026-01-01T00:00:00Z', 'somebody else')).toBe(0)
    })

    it('counts a merchant’s cases that are not closed, and its objections since then', async () => {
      const { inShop } = await openShop(store, 'tally')
      await inShop(({ orders }) => orders.upsert([orderNamed('T1'), orderNamed('T2'), orderNamed('T3', { merchantId: 'm2' })]))
      const [first, second] = [await openCaseOn(inShop, 'T1'), await openCaseOn(inShop, 'T2')]
      await openCaseOn(inShop, 'T3')
      const move = { number: 1, at: '2026-11-20T00:00:00Z', actor: 'per_1', from: 'merchant-window', to: 'arbitration', said: {} } as const
      await inShop(({ cases }) =>
        cases.move(first.id, { ...newLife, state: 'closed', result: 'refused' }, [{ ...move, name: 'merchant-answered' }]),
      )
      await inShop(({ cases }) => cases.move(second.id, newLife, [{ ...move, name: 'merchant-answered', to: 'open' }]))
      const tally = (since: string) => inShop(({ cases }) => cases.tallyMerchant('m1', since))
      expect(await tally('2026-11-01T00:00:00Z')).toEqual({ open: 1, objections: 1 })
      expect(await tally('2026-11-21T00:00:00Z')).toEqual({ open: 1, objections: 0 })
    })
  })
}
