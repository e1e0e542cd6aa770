import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Store } from '../../../src/ports/store.js'
import { drawReading } from '../../builders/reading.js'
import type { StoreUnderTest } from './store-contract.js'
import { openCaseOn, openShop, orderNamed, personNamed, pieceOf, sessionOf, verdictOn } from './store-parts.js'

const page = { limit: 50, after: null }
const later = '2998-01-01T00:00:00.000Z'

/** People, their sessions, and what a merchant's transaction sees, on every store. */
export function describePeople(name: string, open: () => Promise<StoreUnderTest>): void {
  describe(`people: ${name}`, () => {
    let under: StoreUnderTest
    let store: Store
    beforeAll(async () => {
      under = await open()
      store = under.store
    })
    afterAll(() => under.close())

    it('takes an e-mail address once on a platform, and again on another', async () => {
      const shop = await openShop(store, 'one')
      const other = await openShop(store, 'two')
      expect(await shop.inShop(({ people }) => people.add(personNamed('bo@x.example')))).toMatchObject({ state: 'invited', hasTotp: false })
      expect(await shop.inShop(({ people }) => people.add(personNamed('bo@x.example')))).toBeNull()
      expect(await other.inShop(({ people }) => people.add(personNamed('bo@x.example')))).not.toBeNull()
    })

    it('keeps a merchant’s person only with a merchant, and no other with one', async () => {
      const { inShop } = await openShop(store, 'merchants')
      await expect(inShop(({ people }) => people.add(personNamed('m@x.example', { role: 'merchant' })))).rejects.toThrow('check')
      await expect(inShop(({ people }) => people.add(personNamed('m@x.example', { merchantId: 'm1' })))).rejects.toThrow('check')
    })

    it('finds at the door only people who are active, by platform where one is named', async () => {
      const shop = await openShop(store, 'door')
      const other = await openShop(store, 'door 2')
      const find = (platformId: string | null) => store.inAll(({ people }) => people.findByEmail('cy@x.example', platformId))
      const added = await shop.inShop(({ people }) => people.add(personNamed('cy@x.example')))
      expect(await find(null)).toEqual([])
      await shop.inShop(({ people }) => people.change(added?.id ?? '', { state: 'active' }))
      expect(await find(null)).toMatchObject([{ platformId: shop.id, person: { id: added?.id } }])
      expect(await find(other.id)).toEqual([])
      await shop.inShop(({ people }) => people.change(added?.id ?? '', { state: 'disabled' }))
      expect(await find(shop.id)).toEqual([])
    })

    it('keeps no secret of a one-time code in clear', async () => {
      const { inShop } = await openShop(store, 'sealed')
      const id = (await inShop(({ people }) => people.add(personNamed('di@x.example'))))?.id ?? ''
      await inShop(({ people }) => people.setSecrets(id, { totpSecret: 'JBSWY3DPEHPK3PXP', recoveryHashes: ['h1', 'h2'] }))
      expect(await inShop(({ people }) => people.lockSecrets(id))).toMatchObject({
        totpSecret: 'JBSWY3DPEHPK3PXP',
        recoveryHashes: ['h1', 'h2'],
      })
      const raw = await under.raw(`SELECT p::text || encode(totp_secret, 'escape') FROM swiftproof.people p WHERE id = '${id}'`)
      expect(String(raw[0]?.[0])).not.toContain('JBSWY3DPEHPK3PXP')
    })

    it('ends one session, or all but one, and knows an ended one no more', async () => {
      const { inShop } = await openShop(store, 'sessions')
      const id = (await inShop(({ people }) => people.add(personNamed('ed@x.example'))))?.id ?? ''
      const begin = (hash: string) => inShop(({ sessions }) => sessions.add(sessionOf(id, hash)))
      const [first, second, third] = [await begin('s1'), await begin('s2'), await begin('s3')]
      const find = (hash: string) => store.inAll(({ people }) => people.findSession(hash))
      expect(await find('s1')).toMatchObject({ mode: 'live', person: { id }, session: { id: first.id, step: 'done' } })
      await inShop(({ sessions }) => sessions.seen(first.id, later))
      await inShop(({ sessions }) => sessions.seen(first.id, '2020-01-01T00:00:00.000Z'))
      expect((await find('s1'))?.session.seenAt).toBe(later)
      expect(await inShop(({ sessions }) => sessions.end(first.id, 'per_another'))).toBe(false)
      expect(await inShop(({ sessions }) => sessions.end(first.id, id))).toBe(true)
      expect(await find('s1')).toBeNull()
      expect(await inShop(({ sessions }) => sessions.endAll(id, third.id))).toBe(1)
      expect((await inShop(({ sessions }) => sessions.list(id))).map((row) => row.id)).toEqual([third.id])
      expect(await find('s2')).toBeNull()
      expect(second.id).not.toBe(third.id)
    })

    it('counts tries that come at the same moment one after the other, and forgets old ones', async () => {
      const count = (now: string, before: string) => store.inAll(({ signInTries }) => signInTries.count('key', now, before))
      const at = '2026-01-01T00:00:00.000Z'
      const counted = await Promise.all(Array.from({ length: 8 }, () => count(at, '2025-12-31T00:00:00Z')))
      expect(counted.map(({ failures }) => failures).sort()).toEqual([1, 2, 3, 4, 5, 6, 7, 8])
      await store.inAll(({ signInTries }) => signInTries.block('key', later))
      expect(await count(at, '2025-12-31T00:00:00Z')).toEqual({ failures: 9, blockedUntil: later })
      expect(await store.inAll(({ signInTries }) => signInTries.forgive('key', 'one'))).toBe(9)
      expect(await count(at, '2025-12-31T00:00:00Z')).toEqual({ failures: 9, blockedUntil: null })
      expect((await count('2026-01-03T00:00:00Z', '2026-01-02T00:00:00Z')).failures).toBe(1)
    })

    it('shows a merchant its own orders and what hangs on them, and nothing else', async () => {
      const { id: platformId, inShop } = await openShop(store, 'third wall')
      const ids: string[] = []
      for (const [number, merchantId] of [
        ['M1', 'mine'],
        ['T1', 'theirs'],
      ] as const) {
        await inShop(({ orders }) => orders.upsert([orderNamed(number, { merchantId })]))
        const { id } = await openCaseOn(inShop, number)
        ids.push(id)
        await inShop(async (rows) => {
          const piece = (await rows.evidence.add(pieceOf(id)))?.row.id ?? ''
          await rows.readings.put(piece, drawReading(['x']))
          await rows.verdicts.insert(verdictOn(id, 1))
          await rows.events.append({ type: 'case.opened', caseId: id, data: {}, key: number })
          ids.push(piece)
        })
      }
      await openCaseOn(inShop, null)
      const [mine = '', myPiece = '', theirs = '', theirPiece = ''] = ids
      await store.inMerchant(platformId, 'mine', async (rows) => {
        expect((await rows.orders.list(page)).rows.map(({ order }) => order.number)).toEqual(['M1'])
        expect((await rows.orders.get('M1'))?.buyer).toBeNull()
        expect(await rows.orders.get('T1')).toBeNull()
        expect((await rows.cases.list(page)).rows.map(({ id }) => id)).toEqual([mine])
        expect(await rows.cases.get(theirs)).toBeNull()
        expect(await rows.cases.touch(theirs)).toBeNull()
        expect(await rows.evidence.get(theirPiece)).toBeNull()
        expect((await rows.evidence.get(myPiece))?.id).toBe(myPiece)
        expect(await rows.readings.get(theirPiece)).toBeNull()
        expect(await rows.readings.get(myPiece)).not.toBeNull()
        expect(await rows.verdicts.latest(mine)).toBeNull()
        expect((await rows.events.list(page)).rows.map(({ caseId }) => caseId)).toEqual([mine])
        expect((await rows.people.list(page)).rows).toEqual([])
      })
      await expect(store.inMerchant(platformId, '', (rows) => rows.cases.list(page))).rejects.toMatchObject({ code: 'internal' })
      // The next transaction of the same session has the wall no more.
      expect((await inShop((rows) => rows.cases.list(page))).rows).toHaveLength(3)
    })
  })
}
