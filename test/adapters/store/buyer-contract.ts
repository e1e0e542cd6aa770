import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Store } from '../../../src/ports/store.js'
import { drawReading } from '../../builders/reading.js'
import type { StoreUnderTest } from './store-contract.js'
import { openCaseOn, openShop, orderNamed, personNamed, pieceOf, verdictOn } from './store-parts.js'

const page = { limit: 50, after: null }
const earlier = '2026-11-20T06:00:00.000Z'
const later = '2026-11-20T06:10:00.000Z'

/** What every store keeps of the buyer's page, and what the transaction of a link sees. */
export function describeBuyerLinks(name: string, open: () => Promise<StoreUnderTest>): void {
  describe(`the buyer's links: ${name}`, () => {
    let under: StoreUnderTest
    let store: Store
    beforeAll(async () => {
      under = await open()
      store = under.store
    })
    afterAll(() => under.close())

    it('finds a link by its hash over all platforms, and keeps the first revocation', async () => {
      const { id: platformId, inShop } = await openShop(store, 'links')
      const { id: caseId } = await openCaseOn(inShop, 'L1')
      const link = { caseId, embedOrigin: 'https://shop.example', language: 'en', createdBy: 'key_1', expiresAt: later } as const
      const added = await inShop((rows) => rows.buyerLinks.add({ ...link, tokenHash: 'hash 1' }))
      expect(added).toMatchObject({ ...link, revokedAt: null })
      const find = () => store.inAll(({ buyerLinks }) => buyerLinks.findByHash('hash 1'))
      expect(await find()).toEqual({ platformId, mode: 'live', link: added })
      expect(await store.inAll(({ buyerLinks }) => buyerLinks.findByHash('hash 2'))).toBeNull()
      await inShop((rows) => rows.buyerLinks.revoke(caseId, added.id, earlier))
      await inShop((rows) => rows.buyerLinks.revoke(caseId, added.id, later))
      expect((await find())?.link.revokedAt).toBe(earlier)
      expect(await inShop((rows) => rows.buyerLinks.revoke('case_other', added.id, later))).toBeNull()
    })

    it('keeps when a file was named first, whichever upload brings it', async () => {
      const { inShop } = await openShop(store, 'announced')
      const { id: caseId } = await openCaseOn(inShop, 'L2')
      const upload = { caseId, sha256: 'a'.repeat(64), uploadId: 'one', announcedAt: earlier }
      await inShop((rows) => rows.announcedUploads.put(upload))
      const again = await inShop((rows) => rows.announcedUploads.put({ ...upload, uploadId: 'two', announcedAt: later }))
      expect(again).toEqual({ ...upload, uploadId: 'two' })
      expect(await inShop((rows) => rows.announcedUploads.list(caseId))).toEqual([again])
    })

    it('shows a link its one case with what hangs on it, and nothing else', async () => {
      const { id: platformId, inShop } = await openShop(store, 'fourth wall')
      const made = async (number: string) => {
        await inShop(({ orders }) => orders.upsert([orderNamed(number)]))
        const { id } = await openCaseOn(inShop, number)
        const piece = await inShop(async (rows) => {
          const evidenceId = (await rows.evidence.add(pieceOf(id)))?.row.id ?? ''
          await rows.readings.put(evidenceId, drawReading(['x']))
          await rows.verdicts.insert(verdictOn(id, 1))
          await rows.events.append({ type: 'case.opened', caseId: id, data: {}, key: number })
          await rows.challenges.add({ caseId: id, code: '7K2M9Q', action: 'open-twice', issuedAt: earlier, expiresAt: later })
          return evidenceId
        })
        return { id, piece }
      }
      const [mine, theirs] = [await made('W1'), await made('W2')]
      await inShop((rows) => rows.people.add(personNamed('ann@shop.example')))
      await store.inCase(platformId, mine.id, async (rows) => {
        expect((await rows.orders.list(page)).rows.map(({ order }) => order.number)).toEqual(['W1'])
        expect(await rows.orders.get('W2')).toBeNull()
        expect((await rows.cases.list(page)).rows.map(({ id }) => id)).toEqual([mine.id])
        expect(await rows.cases.get(theirs.id)).toBeNull()
        expect(await rows.cases.touch(theirs.id)).toBeNull()
        expect((await rows.cases.touch(mine.id))?.revision).toBe(2)
        expect(await rows.evidence.get(theirs.piece)).toBeNull()
        expect((await rows.evidence.get(mine.piece))?.id).toBe(mine.piece)
        expect(await rows.readings.get(theirs.piece)).toBeNull()
        expect(await rows.readings.get(mine.piece)).not.toBeNull()
        expect(await rows.verdicts.latest(theirs.id)).toBeNull()
        expect(await rows.verdicts.latest(mine.id)).not.toBeNull()
        expect(await rows.challenges.list(theirs.id)).toEqual([])
        expect(await rows.challenges.list(mine.id)).toHaveLength(1)
        expect((await rows.events.list(page)).rows.map(({ caseId }) => caseId)).toEqual([mine.id])
        expect((await rows.people.list(page)).rows).toEqual([])
      })
      await expect(store.inCase(platformId, '', (rows) => rows.cases.list(page))).rejects.toMatchObject({ code: 'internal' })
      const intrude = store.inCase(platformId, mine.id, (rows) => rows.evidence.add(pieceOf(theirs.id, 'b'.repeat(64))))
      await expect(intrude.then((added) => added ?? Promise.reject(new Error('nothing was added')))).rejects.toThrow()
      // The next transaction of the same session has the wall no more.
      expect((await inShop((rows) => rows.cases.list(page))).rows).toHaveLength(2)
    })

    it('hides links, codes and announced files from merchants', async () => {
      const { id: platformId, inShop } = await openShop(store, 'merchants')
      await inShop(({ orders }) => orders.upsert([orderNamed('H1', { merchantId: 'mine' })]))
      const { id: caseId } = await openCaseOn(inShop, 'H1')
      await inShop(async (rows) => {
        await rows.buyerLinks.add({
          caseId,
          embedOrigin: null,
          language: 'zh',
          createdBy: 'key_1',
          expiresAt: later,
          tokenHash: 'hash of H1',
        })
        await rows.challenges.add({ caseId, code: '7K2M9Q', action: 'open-twice', issuedAt: earlier, expiresAt: later })
        await rows.announcedUploads.put({ caseId, sha256: 'a'.repeat(64), uploadId: 'one', announcedAt: earlier })
      })
      await store.inMerchant(platformId, 'mine', async (rows) => {
        expect(await rows.cases.get(caseId)).not.toBeNull()
        expect(await rows.buyerLinks.list(caseId)).toEqual([])
        expect(await rows.challenges.list(caseId)).toEqual([])
        expect(await rows.announcedUploads.list(caseId)).toEqual([])
      })
    })
  })
}
