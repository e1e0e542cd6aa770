import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { EventType } from '../../../src/ports/store/endpoints.js'
import type { Store } from '../../../src/ports/store.js'
import type { StoreUnderTest } from './store-contract.js'
import { openCaseOn, openShop, pieceOf, verdictOn } from './store-parts.js'

const answer = { at: '2026-01-01T00:00:00.000Z', status: 200, durationMs: 12, text: 'ok' }
const at = (seconds: number) => new Date(Date.parse('2999-01-01T00:00:00Z') + seconds * 1000).toISOString()

/** Events, their deliveries, the audit log and what the sweepers find, on every store. */
export function describeAnnouncing(name: string, open: () => Promise<StoreUnderTest>): void {
  describe(`announcing: ${name}`, () => {
    let under: StoreUnderTest
    let store: Store
    beforeAll(async () => {
      under = await open()
      store = under.store
    })
    afterAll(() => under.close())

    async function shopWithHook(shop: string, types: readonly EventType[] | null = null) {
      const { inShop, id } = await openShop(store, shop)
      const { id: caseId } = await openCaseOn(inShop, `order of ${shop}`)
      const hook = await inShop((rows) => rows.endpoints.add({ url: 'https://shop.example/hook', secret: 'whsec_x', types }))
      const say = (key: string, type: EventType = 'case.opened', on = caseId) =>
        inShop((rows) => rows.events.append({ type, caseId: on, data: { key }, key }))
      return { inShop, id, caseId, hook, say }
    }

    it('announces an event once, and delivers it to the endpoints that want its type', async () => {
      const { inShop, hook, say } = await shopWithHook('once', ['case.decided'])
      const all = await inShop((rows) => rows.endpoints.add({ url: 'https://shop.example/all', secret: 's', types: null }))
      const off = await inShop((rows) => rows.endpoints.add({ url: 'https://shop.example/off', secret: 's', types: null }))
      await inShop((rows) => rows.endpoints.change(off.id, { disabled: true }))
      expect((await say('a'))?.deliveryIds).toHaveLength(1)
      expect((await say('b', 'case.decided'))?.deliveryIds).toHaveLength(2)
      expect(await Promise.all([say('b', 'case.decided'), say('b', 'case.decided')])).toEqual([null, null])
      const to = async (endpointId: string) =>
        (await inShop((rows) => rows.deliveries.list({ limit: 9, after: null, endpointId }))).rows.map((row) => row.eventType)
      expect(await to(hook.id)).toEqual(['case.decided'])
      expect(await to(all.id)).toEqual(['case.decided', 'case.opened'])
      expect(await to(off.id)).toEqual([])
    })

    it('shows events in an order in which none appears behind one that was seen', async () => {
      const { inShop, say } = await shopWithHook('order')
      const seen: string[] = []
      let next: string | null = null
      const readOn = async () => {
        const after = next
        const page = await inShop((rows) => rows.events.list({ limit: 3, after }))
        seen.push(...page.rows.map(({ id }) => id))
        next = page.next ?? next
      }
      await Promise.all(Array.from({ length: 12 }, async (_, n) => [await say(`e${n}`), await readOn()]))
      for (let more = 0; more < 12; more++) await readOn()
      const { rows } = await inShop((all) => all.events.list({ limit: 100, after: null }))
      expect(new Set(seen)).toEqual(new Set(rows.map(({ id }) => id)))
      expect(rows).toHaveLength(12)
      expect(await inShop((all) => all.events.last())).toBe(rows.at(-1)?.id)
      await expect(inShop((all) => all.events.list({ limit: 1, after: 'evt_none' }))).rejects.toMatchObject({ code: 'cursor-unknown' })
    })

    it('has two secrets sign after a rotation, the newest first, until the time of the old one is over', async () => {
      const { inShop, hook, say } = await shopWithHook('secrets')
      const delivery = (await say('a'))?.deliveryIds[0] ?? ''
      const signing = async (now: string) => {
        const taken = await inShop((rows) => rows.deliveries.take(delivery, now, 1))
        return taken.is === 'taken' ? taken.secrets : taken.is
      }
      expect(await signing(at(0))).toEqual(['whsec_x'])
      expect(await inShop((rows) => rows.endpoints.rotate(hook.id, 'whsec_y', at(50)))).toMatchObject({ oldSecretUntil: at(50) })
      expect(await signing(at(10))).toEqual(['whsec_y', 'whsec_x'])
      await inShop((rows) => rows.endpoints.rotate(hook.id, 'whsec_z', at(100)))
      expect(await signing(at(20))).toEqual(['whsec_z', 'whsec_y'])
      expect(await signing(at(101))).toEqual(['whsec_z'])
      expect(JSON.stringify(await inShop((rows) => rows.endpoints.get(hook.id)))).not.toContain('whsec')
      expect(await inShop((rows) => rows.endpoints.rotate('whk_none', 'whsec_y', at(50)))).toBeNull()
    })

    it('delivers the events of a case one after the other, and gives a delivery to one sender', async () => {
      const { inShop, hook, caseId, say } = await shopWithHook('turns')
      const first = (await say('a'))?.deliveryIds[0] ?? ''
      const second = (await say('b'))?.deliveryIds[0] ?? ''
      const take = (id: string, now: string) => inShop((rows) => rows.deliveries.take(id, now, 30_000))
      const both = await Promise.all([take(first, at(0)), take(first, at(0))])
      expect(both.map((one) => one.is).sort()).toEqual(['early', 'taken'])
      expect(both.find((one) => one.is === 'taken')).toMatchObject({
        delivery: { attempts: 1, caseId },
        event: { data: { key: 'a' } },
        endpoint: { id: hook.id },
        secrets: ['whsec_x'],
      })
      expect(await take(second, at(0))).toEqual({ is: 'behind' })
      // The sender died: after its lease another gets it, and the first one's end no longer counts.
      expect(await take(first, at(31))).toMatchObject({ is: 'taken', delivery: { attempts: 2 } })
      const settle = (id: string, attempt: number, state: 'waiting' | 'delivered' | 'given-up', nextAt: string | null = null) =>
        inShop((rows) => rows.deliveries.settle(id, attempt, { state, nextAt, answer }))
      expect(await settle(first, 1, 'delivered')).toEqual({ settled: false, nextDeliveryId: null })
      expect(await settle(first, 2, 'waiting', at(100))).toEqual({ settled: true, nextDeliveryId: null })
      expect(await take(first, at(99))).toEqual({ is: 'early' })
      expect(await take(first, at(100))).toMatchObject({ is: 'taken' })
      expect(await settle(first, 3, 'delivered')).toEqual({ settled: true, nextDeliveryId: second })
      expect(await take(first, at(200))).toEqual({ is: 'settled' })
      expect(await take(second, at(200))).toMatchObject({ is: 'taken', delivery: { attempts: 1 } })
      await settle(second, 1, 'given-up')
      expect(await inShop((rows) => rows.deliveries.get(second))).toMatchObject({ state: 'given-up', nextAt: null, lastAnswer: answer })
      expect(await inShop((rows) => rows.deliveries.replay(second, at(300)))).toMatchObject({
        state: 'waiting',
        attempts: 0,
        startedAt: at(300),
      })
      expect(await take(second, at(300))).toMatchObject({ is: 'taken' })
      expect(await inShop((rows) => rows.endpoints.remove(hook.id))).toBe(true)
      expect(await inShop((rows) => rows.deliveries.get(second))).toBeNull()
    })

    it('finds the work that no job is left for', async () => {
      const { inShop, id: platformId, caseId, hook, say } = await shopWithHook('unfinished')
      const found = (before = at(0)) =>
        store.inAll(async ({ unfinished }) => {
          const [evidence, cases, deliveries] = [
            await unfinished.evidence(before, 1000),
            await unfinished.cases(before, 1000),
            await unfinished.deliveries(before, 1000),
          ].map((rows) => rows.filter((row) => row.platformId === platformId))
          return { evidence, cases, deliveries }
        })
      expect(await found()).toMatchObject({ evidence: [], cases: [{ caseId, revision: 1 }], deliveries: [] })
      expect((await found('2000-01-01T00:00:00Z')).cases).toEqual([])
      const piece = await inShop((rows) => rows.evidence.add(pieceOf(caseId)))
      const evidenceId = piece?.row.id ?? ''
      expect(await found()).toMatchObject({ evidence: [{ evidenceId, caseId }], cases: [] })
      await inShop((rows) => rows.evidence.markFaulty(evidenceId, { code: 'picture-damaged', title: 'damaged' }))
      expect(await found()).toMatchObject({ evidence: [], cases: [{ caseId }] })
      await inShop((rows) => rows.verdicts.insert(verdictOn(caseId, 1)))
      expect(await found()).toMatchObject({ cases: [] })
      await inShop((rows) => rows.cases.touch(caseId))
      expect(await found()).toMatchObject({ cases: [{ caseId, revision: 2 }] })
      const first = (await say('a'))?.deliveryIds[0]
      await say('b')
      expect((await found()).deliveries).toEqual([{ platformId, deliveryId: first }])
      await inShop((rows) => rows.endpoints.change(hook.id, { disabled: true }))
      expect((await found()).deliveries).toEqual([])
      const inUse = await store.inAll((rows) => rows.blobs.inUse([pieceOf(caseId).blobKey, 'blobs/none']))
      expect([...inUse]).toEqual([pieceOf(caseId).blobKey])
    })

    it('chains what was done, and names the first entry that was changed or taken away', async () => {
      const { inShop, id } = await openShop(store, 'audit')
      const note = (n: number) =>
        inShop((rows) =>
          rows.audit.append({ actor: 'key_1', action: 'case.opened', subject: `case_${n}`, details: { z: n, a: 'ü', n: null } }),
        )
      await Promise.all([1, 2, 3, 4, 5, 6].map(note))
      const verify = async () => (await store.inAll((rows) => rows.audit.verify(id)))[0]
      expect(await verify()).toEqual({ platformId: id, entries: 6, broken: null })
      expect((await inShop((rows) => rows.audit.list({ limit: 2, after: '5' }))).rows.map(({ number }) => number)).toEqual([4, 3])
      const change = (statement: string) =>
        under.raw(
          `ALTER TABLE swiftproof.audit_log DISABLE TRIGGER USER; ${statement}; ALTER TABLE swiftproof.audit_log ENABLE TRIGGER USER`,
        )
      const where = `WHERE platform_id = '${id}' AND number`
      await expect(under.raw(`UPDATE swiftproof.audit_log SET actor = 'x' ${where} = 3`)).rejects.toThrow('append-only')
      await expect(under.raw(`DELETE FROM swiftproof.audit_log ${where} = 3`)).rejects.toThrow('append-only')
      await expect(under.raw('TRUNCATE swiftproof.audit_log')).rejects.toThrow('append-only')
      await change(`DELETE FROM swiftproof.audit_log ${where} = 6`)
      expect(await verify()).toMatchObject({ broken: { number: 6 } })
      await change(`UPDATE swiftproof.audit_log SET subject = 'case_x' ${where} = 4`)
      expect(await verify()).toMatchObject({ entries: 3, broken: { number: 4 } })
      await change(`DELETE FROM swiftproof.audit_log ${where} = 2`)
      expect(await verify()).toMatchObject({ entries: 1, broken: { number: 2 } })
      const others = (await store.inAll((rows) => rows.audit.verify())).filter(({ platformId }) => platformId !== id)
      expect(others.length).toBeGreaterThan(0)
      expect(others.every(({ broken }) => broken === null)).toBe(true)
    })
  })
}
