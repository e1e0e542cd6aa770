import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { defaultPolicy } from '../../../src/judge/default-policy.js'
import { type CaseLife, newLife } from '../../../src/model/case-life.js'
import type { Store } from '../../../src/ports/store.js'
import { deliveredKey } from '../../builders/case.js'
import { drawReading } from '../../builders/reading.js'
import { claimOn, openCaseOn, openShop, orderNamed, pieceOf, verdictOn } from './store-parts.js'

/** A store under test, with its database as nobody but the suite may ask it. */
export interface StoreUnderTest {
  readonly store: Store
  /** Several statements as superuser, past every wall; rows of the last as text. */
  raw(text: string): Promise<readonly (readonly unknown[])[]>
  close(): Promise<void>
}

const times = <T>(count: number, work: (at: number) => Promise<T>) => Promise.all(Array.from({ length: count }, (_, at) => work(at)))

/** What every store keeps. */
export function describeStore(name: string, open: () => Promise<StoreUnderTest>): void {
  describe(`store: ${name}`, () => {
    let under: StoreUnderTest
    let store: Store
    beforeAll(async () => {
      under = await open()
      store = under.store
    })
    afterAll(() => under.close())

    it('gives an order back as it was told, and says whether telling it again changed anything', async () => {
      const { inShop } = await openShop(store, 'orders')
      const told = orderNamed('A1', { notes: ['a\u0000b \ud800 😀'] })
      const [first] = await inShop((rows) => rows.orders.upsert([told]))
      expect(first).toMatchObject({ was: 'created', row: { order: { number: 'A1' }, keyStatus: null } })
      expect((await inShop((rows) => rows.orders.get('A1')))?.order).toEqual(told.order)
      const again = await inShop((rows) => rows.orders.upsert([told, orderNamed('A2'), orderNamed('A1', { refundedFen: 5 })]))
      expect(again.map(({ was }) => was)).toEqual(['same', 'created', 'changed'])
      const used = { state: 'used', usedAt: null, usedBy: null, askedAt: null } as const
      await inShop((rows) => rows.orders.upsert([{ ...told, keyStatus: used }]))
      await inShop((rows) => rows.orders.upsert([orderNamed('A1', { refundedFen: 7 })]))
      expect(await inShop((rows) => rows.orders.get('A1'))).toMatchObject({ keyStatus: used, order: { refundedFen: 7 } })
    })

    it('keeps one row of an order that many tell at the same moment', async () => {
      const { inShop } = await openShop(store, 'crowd')
      const done = await times(8, (at) =>
        inShop((rows) => rows.orders.upsert([orderNamed('B1', { refundedFen: at }), orderNamed('B2', { refundedFen: at })])),
      )
      expect(done.flat().filter(({ was }) => was === 'created')).toHaveLength(2)
      expect((await inShop((rows) => rows.orders.list({ limit: 10, after: null }))).rows).toHaveLength(2)
    })

    it('rules 9.2: keeps no card key in clear', async () => {
      const { inShop, id } = await openShop(store, 'keys')
      const { id: caseId } = await openCaseOn(inShop, 'K1')
      const key = { type: 'card-key', value: deliveredKey } as const
      await inShop(async (rows) => {
        await rows.orders.upsert([orderNamed('K1')])
        await rows.cases.open({ claim: claimOn('K1', { statement: deliveredKey }), orderNumber: 'K1' })
        const added = await rows.evidence.add(pieceOf(caseId))
        await rows.readings.put(added?.row.id ?? '', drawReading([deliveredKey]))
        const trace = { caseId, buyerId: 'b', orderNumber: 'K1', claimed: [key], pieces: [] }
        await rows.memory.remember(trace)
        const { verdict, judgedBy } = verdictOn(caseId, 1)
        await rows.verdicts.insert({ caseId, revision: 1, verdict, judgedBy })
        await rows.endpoints.add({ url: 'https://shop.example/hook', secret: `whsec_${deliveredKey}`, types: null })
      })
      const tables = (await under.raw("SELECT table_name FROM information_schema.tables WHERE table_schema = 'swiftproof'")).flat()
      expect(tables.length).toBeGreaterThan(15)
      for (const table of tables) {
        const rows = await under.raw(`SELECT t::text FROM swiftproof.${table} t`)
        const text = rows.flat().join('\n')
        expect(text, String(table)).not.toContain(deliveredKey)
        // bytea is shown as hexadecimal.
        expect(text, String(table)).not.toContain(Buffer.from(deliveredKey).toString('hex'))
      }
      expect(await store.inPlatform(id, (rows) => rows.readings.ofCase(caseId))).toHaveProperty('size', 1)
    })

    it('rules 1.2: opens one case an order when many claim at the same moment, and says who joined', async () => {
      const { inShop } = await openShop(store, 'claims')
      const opened = await times(8, (at) =>
        inShop((rows) => rows.cases.open({ claim: claimOn('C1', { statement: `claim ${at}` }), orderNumber: 'C1' })),
      )
      expect(opened.filter(({ joined }) => !joined)).toHaveLength(1)
      expect(new Set(opened.map(({ row }) => row.id)).size).toBe(1)
      const known = await inShop((rows) => rows.cases.openOf('C1'))
      const words = [known?.claim, ...(known?.laterClaims ?? [])].map((claim) => claim?.statement).sort()
      expect(words).toEqual(Array.from({ length: 8 }, (_, at) => `claim ${at}`))
    })

    it('opens a new case once the first is closed, and any number without an order', async () => {
      const { inShop } = await openShop(store, 'again')
      const first = await openCaseOn(inShop, 'C2')
      await inShop((rows) => rows.cases.move(first.id, { ...newLife, state: 'closed', result: 'withdrawn' }, []))
      const second = await inShop((rows) => rows.cases.open({ claim: claimOn('C2'), orderNumber: 'C2' }))
      expect(second).toMatchObject({ joined: false })
      expect(second.row.id).not.toBe(first.id)
      expect((await openCaseOn(inShop, null)).id).not.toBe((await openCaseOn(inShop, null)).id)
    })

    it('keeps the whole life of a case, its words sealed, and every move once', async () => {
      const { inShop } = await openShop(store, 'lives')
      const { id } = await openCaseOn(inShop, 'C4')
      const life: CaseLife = {
        state: 'arbitration',
        result: 'paid',
        deadlineAt: '2026-11-30T00:00:00.000Z',
        remindAt: '2026-11-29T00:00:00.000Z',
        holder: 'person',
        firstDecider: 'rev_1',
        appealUsed: true,
        escalations: 2,
        rested: ['merchant'],
        disputeOpen: true,
        freshPieces: 3,
        paying: { amountFen: 5000, isFull: false },
        paidFen: 200,
        merchantAnswer: { state: 'objects', at: '2026-11-23T00:00:00.000Z', words: `卡密 ${deliveredKey} 已被使用` },
        moves: 1,
      }
      const at = '2026-11-23T00:00:00.000Z'
      const move = { number: 1, at, actor: 'key_1', name: 'merchant-answered', from: 'merchant-window', to: 'arbitration' } as const
      const said = { answer: 'objects', words: `卡密 ${deliveredKey}` } as const
      expect(await inShop((rows) => rows.cases.move(id, life, [{ ...move, said }]))).toMatchObject({ id, ...life })
      expect(await inShop((rows) => rows.cases.get(id))).toMatchObject(life)
      expect(await inShop((rows) => rows.cases.timeline(id))).toEqual([{ ...move, said }])
      await expect(inShop((rows) => rows.cases.move(id, life, [{ ...move, said: {} }]))).rejects.toMatchObject({ code: 'internal' })
      await expect(under.raw(`UPDATE swiftproof.case_moves SET actor = 'x' WHERE case_id = '${id}'`)).rejects.toThrow('append-only')
      const stored = JSON.stringify(
        await under.raw(`SELECT c::text, m::text FROM swiftproof.cases c JOIN swiftproof.case_moves m ON m.case_id = c.id`),
      )
      expect(stored).toContain(id)
      expect(stored).not.toContain(deliveredKey)
    })

    it('raises the revision once for each of many at the same moment', async () => {
      const { inShop } = await openShop(store, 'revisions')
      const { id } = await openCaseOn(inShop, 'C3')
      await times(10, () => inShop((rows) => rows.cases.touch(id)))
      const claim = claimOn('C3', { reason: 'key-invalid' })
      expect(await inShop((rows) => rows.cases.touch(id, { claim }))).toMatchObject({ revision: 12, claim })
    })

    it('lists every case once, page after page, newest first, by each filter', async () => {
      const { inShop } = await openShop(store, 'lists')
      const ids: string[] = []
      for (let at = 0; at < 7; at++) ids.push((await openCaseOn(inShop, `L${at}`)).id)
      const seen: string[] = []
      let after: string | null = null
      do {
        const page: Awaited<ReturnType<typeof firstPage>> = await firstPage(after)
        seen.push(...page.rows.map(({ id }) => id))
        after = page.next
      } while (after)
      expect(seen).toEqual(ids.toReversed())
      function firstPage(from: string | null) {
        return inShop((rows) => rows.cases.list({ limit: 3, after: from }))
      }
      await inShop((rows) => rows.cases.move(ids[2] ?? '', { ...newLife, state: 'in-review', deadlineAt: '2026-11-22T00:00:00.000Z' }, []))
      const count = async (filter: object) => (await inShop((rows) => rows.cases.list({ limit: 50, after: null, ...filter }))).rows.length
      expect(await count({ state: 'in-review' })).toBe(1)
      expect(await count({ orderNumber: 'L3' })).toBe(1)
      expect(await count({ buyerId: 'buyer-42' })).toBe(7)
      expect(await count({ buyerId: 'nobody' })).toBe(0)
      expect(await count({ outcome: 'refund' })).toBe(0)
      expect(await count({ from: '2999-01-01T00:00:00Z' })).toBe(0)
      expect(await count({ until: '2999-01-01T00:00:00Z' })).toBe(7)
    })

    it('keeps one verdict of a revision when two are made at the same moment, and none of a revision that is past', async () => {
      const { inShop } = await openShop(store, 'verdicts')
      const { id } = await openCaseOn(inShop, 'V1')
      const made = await times(6, (at) => inShop((rows) => rows.verdicts.insert(verdictOn(id, 1, { confidence: at / 10 }))))
      expect(made.filter((one) => one?.first)).toHaveLength(1)
      const [kept] = new Set(made.map((one) => one?.row.verdict.confidence))
      expect(await inShop((rows) => rows.verdicts.latest(id))).toMatchObject({ verdict: { confidence: kept }, judgedBy: { id } })
      expect(await inShop((rows) => rows.cases.get(id))).toMatchObject({ outcome: 'instant-refund', judgedRevision: 1 })
      await inShop((rows) => rows.cases.touch(id))
      const again = await inShop((rows) => rows.verdicts.insert(verdictOn(id, 1)))
      expect(again).toMatchObject({ first: false })
      expect(await inShop((rows) => rows.verdicts.insert(verdictOn(id, 3)))).toBeNull()
      await inShop((rows) => rows.verdicts.insert(verdictOn(id, 2, { outcome: 'review' })))
      expect((await inShop((rows) => rows.verdicts.list(id))).map(({ revision }) => revision)).toEqual([2, 1])
    })

    it('takes a piece of evidence once, and its reading once', async () => {
      const { inShop } = await openShop(store, 'evidence')
      const { id } = await openCaseOn(inShop, 'E1')
      const added = await times(4, () => inShop((rows) => rows.evidence.add(pieceOf(id))))
      expect(added.filter((one) => one?.again === false)).toHaveLength(1)
      const evidenceId = added[0]?.row.id ?? ''
      const reading = drawReading(['订单号 DD7K2M9QX4B81TZA'])
      const put = await times(4, () => inShop((rows) => rows.readings.put(evidenceId, reading)))
      expect(put.filter(Boolean)).toHaveLength(1)
      expect(await inShop((rows) => rows.evidence.markFaulty(evidenceId, { code: 'internal', title: 'x' }))).toBe(false)
      expect(await inShop((rows) => rows.readings.get(evidenceId))).toEqual(reading)
      expect(await inShop((rows) => rows.evidence.list(id))).toMatchObject([{ state: 'read', fileName: '截图 1.png', bytes: 1234 }])
      expect(await inShop((rows) => rows.evidence.add(pieceOf('case_none')))).toBeNull()
    })

    it('rules 9.5: lets nobody delete the record of a trade, its judgement or its money', async () => {
      for (const table of ['orders', 'cases', 'case_moves', 'verdicts', 'refunds', 'order_books', 'ledger_entries', 'audit_log']) {
        const deletion = under.raw(`BEGIN; SET LOCAL ROLE swiftproof_app; SET LOCAL app.system = 'on'; DELETE FROM swiftproof.${table}`)
        await expect(deletion, table).rejects.toThrow('permission denied')
        await under.raw('ROLLBACK')
      }
    })

    it('keeps nothing of a transaction that fails', async () => {
      const { inShop } = await openShop(store, 'rollback')
      const failed = inShop(async (rows) => {
        await rows.orders.upsert([orderNamed('R1')])
        await rows.outbox.add([{ name: 'judge-case', jobId: 'r1', payload: {}, priority: 1, runAt: null }])
        throw new Error('on the way')
      })
      await expect(failed).rejects.toThrow('on the way')
      expect(await inShop((rows) => rows.orders.get('R1'))).toBeNull()
      const swallowed = inShop(async (rows) => {
        await rows.orders.upsert([orderNamed('R2')])
        await rows.policies.append(() => ({ ...defaultPolicy, version: undefined as never }))
        await rows.cases.get('a\u0000b').catch(() => undefined)
        await rows.cases.open({ claim: { ...claimOn('R2'), buyerId: null as never }, orderNumber: 'R2' }).catch(() => undefined)
      })
      await expect(swallowed).rejects.toMatchObject({ code: 'internal' })
      expect(await inShop((rows) => rows.orders.get('R2'))).toBeNull()
    })

    it('refuses a text that no column can hold, by name', async () => {
      const { inShop } = await openShop(store, 'text')
      await expect(inShop((rows) => rows.orders.get('a\u0000'))).rejects.toMatchObject({ code: 'text-invalid' })
    })

    it('counts policies up without a gap, and gives the latest that holds at a time', async () => {
      const { inShop } = await openShop(store, 'policies')
      const held = (at: string, merchantId: string | null = null) => inShop((rows) => rows.policies.inForce(at, merchantId))
      const [before, then, later] = ['2026-01-01T00:00:00Z', '2026-01-02T00:00:00Z', '2026-01-03T00:00:00Z']
      expect(await held(later)).toBeNull()
      const make = (version: number) => ({ ...defaultPolicy, version: `shop@${version}` })
      await times(5, () => inShop((rows) => rows.policies.append(make, { effectiveAt: then })))
      const { rows: all } = await inShop((rows) => rows.policies.list({ limit: 10, after: null }))
      expect(all.map(({ version }) => version)).toEqual([5, 4, 3, 2, 1])
      expect(await held(before)).toBeNull()
      expect(await held(then)).toMatchObject({ version: 5, policy: { version: 'shop@5' } })
      expect(await inShop((rows) => rows.policies.get(2))).toMatchObject({ policy: { ...defaultPolicy, version: 'shop@2' } })
      const part = { instant: { capFen: 1 } }
      await inShop((rows) => rows.policies.append(make, { effectiveAt: then, merchantId: 'm1', part }))
      expect(await held(later, 'm1')).toMatchObject({ version: 6, part })
      expect(await held(later)).toMatchObject({ version: 5 })
      expect((await inShop((rows) => rows.policies.ofMerchants(later))).map(({ merchantId }) => merchantId)).toEqual(['m1'])
      await inShop((rows) => rows.policies.append(make, { effectiveAt: later, merchantId: 'm1', part: {}, retires: true }))
      expect(await inShop((rows) => rows.policies.ofMerchants(then))).toHaveLength(1)
      expect(await inShop((rows) => rows.policies.ofMerchants(later))).toEqual([])
    })

    it('takes a version back before it holds, once, and never one that holds', async () => {
      const { inShop } = await openShop(store, 'withdrawals')
      const make = (version: number) => ({ ...defaultPolicy, version: `shop@${version}` })
      const [now, later] = ['2026-01-01T00:00:00Z', '2026-01-02T00:00:00Z']
      await inShop((rows) => rows.policies.append(make, { effectiveAt: now }))
      await inShop((rows) => rows.policies.append(make, { effectiveAt: later }))
      const withdrawn = await times(3, () => inShop((rows) => rows.policies.withdraw(2, now, 'key_1')))
      expect(withdrawn.filter(Boolean)).toHaveLength(1)
      expect(await inShop((rows) => rows.policies.withdraw(1, now, 'key_1'))).toBe(false)
      expect(await inShop((rows) => rows.policies.inForce(later, null))).toMatchObject({ version: 1, withdrawnAt: null })
      expect(await inShop((rows) => rows.policies.get(2))).toMatchObject({ withdrawnAt: '2026-01-01T00:00:00.000Z' })
    })

    it('changes a draft until it is published, and never after', async () => {
      const { inShop } = await openShop(store, 'drafts')
      const authors = [{ actor: 'key_1', person: null }]
      const { id } = await inShop((rows) => rows.policyDrafts.add({ merchantId: null, part: {}, retires: false, authors }))
      const change = { part: { instant: { capFen: 1 } }, retires: false, authors }
      expect(await inShop((rows) => rows.policyDrafts.change(id, change))).toMatchObject(change)
      const published = await times(3, (i) => inShop((rows) => rows.policyDrafts.markPublished(id, i + 1)))
      expect(published.filter(Boolean)).toHaveLength(1)
      expect(await inShop((rows) => rows.policyDrafts.change(id, change))).toBeNull()
      expect(await inShop((rows) => rows.policyDrafts.remove(id))).toBe(false)
      expect(await inShop((rows) => rows.policyDrafts.list({ limit: 5, after: null }))).toMatchObject({ rows: [{ id }], next: null })
    })

    it('begins a request once, whoever else comes with its key, and gives its answer again byte for byte', async () => {
      const { inShop } = await openShop(store, 'idempotency')
      const request = { key: 'k-1', method: 'POST', path: '/v1/cases' }
      const at = (now: string, requestHash = 'h1') =>
        inShop((rows) => rows.idempotency.begin(request, { requestHash, now, expiresAt: '2026-01-02T00:00:00Z', staleMs: 60_000 }))
      const begun = await times(5, () => at('2026-01-01T00:00:00Z'))
      expect(begun.map((one) => one.is).sort()).toEqual(['first', 'in-progress', 'in-progress', 'in-progress', 'in-progress'])
      expect(await at('2026-01-01T00:00:01Z', 'h2')).toEqual({ is: 'other-request' })
      const taken = await at('2026-01-01T00:02:00Z')
      if (taken.is !== 'first') throw new Error(taken.is)
      const answer = { status: 201, headers: { 'content-type': 'application/json' }, body: Uint8Array.from([0, 255, 123]) }
      await inShop((rows) => rows.idempotency.finish(taken.request, answer))
      const done = await at('2026-01-01T00:03:00Z')
      expect(done).toMatchObject({ is: 'done', answer: { status: 201, headers: answer.headers } })
      expect(done.is === 'done' && [...done.answer.body]).toEqual([0, 255, 123])
      const again = await at('2026-01-03T00:00:00Z', 'h3')
      if (again.is !== 'first') throw new Error(again.is)
      await inShop((rows) => rows.idempotency.abandon(again.request))
      expect(await at('2026-01-01T00:00:00Z', 'h4')).toMatchObject({ is: 'first' })
      expect(await store.inAll((rows) => rows.idempotency.freeUnanswered())).toBeGreaterThanOrEqual(1)
      expect(await at('2026-01-01T00:00:01Z', 'h5')).toMatchObject({ is: 'first' })
      expect(await store.inAll((rows) => rows.idempotency.forgetExpired('2026-02-01T00:00:00Z', 100))).toBe(1)
    })

    it('lets another begin what a process left that is heard of no more, and keeps what one of the two did', async () => {
      const { inShop } = await openShop(store, 'heartbeat')
      const request = { key: 'k-1', method: 'POST', path: '/v1/cases' }
      const now = '2026-01-01T00:00:00Z'
      const ask = { requestHash: 'h', now, expiresAt: '2026-01-02T00:00:00Z', staleMs: 60_000 }
      const begin = () => inShop((rows) => rows.idempotency.begin(request, ask))
      const first = await begin()
      await under.raw(`UPDATE swiftproof.idempotency_keys SET begun_by = 'proc_other' WHERE turn IS NOT NULL AND answer IS NULL`)
      const seen = (ago: string) =>
        under.raw(`INSERT INTO swiftproof.processes VALUES ('proc_other', now() - interval '${ago}')
        ON CONFLICT (id) DO UPDATE SET seen_at = excluded.seen_at`)
      expect(await begin()).toEqual({ is: 'in-progress' })
      await seen('5 seconds')
      expect(await begin()).toEqual({ is: 'in-progress' })
      await seen('11 seconds')
      const second = await begin()
      if (first.is !== 'first' || second.is !== 'first') throw new Error('both began')
      expect(await begin()).toEqual({ is: 'in-progress' })
      const end = (turn: typeof first.request, status: number) =>
        inShop(async (rows) => {
          const opened = await openCaseOn(async (work) => work(rows), `BY-${status}`)
          await rows.idempotency.finish(turn, { status, headers: {}, body: new Uint8Array() })
          return opened
        })
      await inShop((rows) => rows.idempotency.abandon(first.request))
      await expect(end(first.request, 500)).rejects.toMatchObject({ code: 'internal' })
      await end(second.request, 201)
      expect(await begin()).toMatchObject({ is: 'done', answer: { status: 201 } })
      expect(await inShop((rows) => rows.cases.openOf('BY-500'))).toBeNull()
      await expect(end(second.request, 201)).rejects.toMatchObject({ code: 'internal' })
    })

    it('says that its process lives, and forgets those of the day before', async () => {
      await under.raw(`INSERT INTO swiftproof.processes VALUES ('proc_old', now() - interval '25 hours')`)
      await store.inAll(({ processes }) => processes.beat())
      await store.inAll(({ processes }) => processes.beat())
      const rows =
        await under.raw(`SELECT count(*)::int FROM swiftproof.processes WHERE seen_at > now() - interval '1 minute' AND id ~ '^proc_0'
        UNION ALL SELECT count(*)::int FROM swiftproof.processes WHERE id = 'proc_old'`)
      expect(rows).toEqual([[1], [0]])
    })

    it('gives a job of the outbox to one relay only', async () => {
      const { inShop } = await openShop(store, 'outbox')
      await store.inAll(async (rows) => rows.outbox.markSent((await rows.outbox.take(1000)).map(({ id }) => id)))
      const job = (at: number) => ({
        name: 'judge-case',
        jobId: `j${at}`,
        payload: { caseId: 'c', revision: at },
        priority: at,
        runAt: null,
      })
      await inShop((rows) => rows.outbox.add(Array.from({ length: 40 }, (_, at) => job(at))))
      const taken = await times(4, () =>
        store.inAll(async (rows) => {
          const mine = await rows.outbox.take(10)
          await rows.outbox.markSent(mine.map(({ id }) => id))
          return mine.map(({ jobId }) => jobId)
        }),
      )
      const rest = await store.inAll((rows) => rows.outbox.take(100))
      const ids = [...taken.flat(), ...rest.map(({ jobId }) => jobId)]
      expect(new Set(ids).size).toBe(40)
      expect(ids).toHaveLength(40)
      expect(await store.inAll((rows) => rows.outbox.waiting())).toBe(rest.length)
      expect(await store.inAll((rows) => rows.outbox.forgetSent('2999-01-01T00:00:00Z', 5))).toBe(5)
    })

    it('shows who only looks his own platform as it stands, and changes nothing for him', async () => {
      const shop = await openShop(store, 'looks')
      const other = await openShop(store, 'looks elsewhere')
      await shop.inShop((rows) => rows.orders.upsert([orderNamed('LOOK-1')]))
      const opened = await shop.inShop((rows) => rows.cases.open({ claim: claimOn('LOOK-1'), orderNumber: 'LOOK-1' }))
      const caseId = opened.row.id
      const [row, order] = await store.lookInPlatform(shop.id, ({ cases, orders }) =>
        Promise.all([cases.get(caseId), orders.ofCase(caseId)]),
      )
      expect([row?.id, order?.order.number]).toEqual([caseId, 'LOOK-1'])
      const unknown = await shop.inShop((rows) => rows.cases.open({ claim: claimOn('LOOK-2'), orderNumber: 'LOOK-2' }))
      expect(await store.lookInPlatform(shop.id, ({ orders }) => orders.ofCase(unknown.row.id))).toBeNull()
      expect(await store.lookInPlatform(other.id, ({ orders }) => orders.ofCase(caseId))).toBeNull()
      expect(await store.lookInPlatform(other.id, ({ cases }) => cases.get(caseId))).toBeNull()
      await expect(store.lookInPlatform(shop.id, ({ orders }) => orders.upsert([orderNamed('LOOK-2')]))).rejects.toThrow()
      expect(await shop.inShop((rows) => rows.orders.get('LOOK-2'))).toBeNull()
    })

    it('knows a key by its hash only, and when it was revoked first', async () => {
      const { id, testId } = await openShop(store, 'api keys')
      const add = (platformId: string, hash: string) =>
        store.inAll((rows) => rows.apiKeys.add({ platformId, name: 'shop', hash, scopes: ['cases:write'], expiresAt: null }))
      const key = await add(testId, 'f'.repeat(64))
      expect(key).toMatchObject({ mode: 'test', platformId: testId, scopes: ['cases:write'] })
      expect(await add('plat_none', 'e'.repeat(64))).toBeNull()
      expect(await add(id, 'd'.repeat(64))).toMatchObject({ mode: 'live' })
      const keyId = key?.id ?? ''
      for (const at of ['2026-01-01T00:00:00.000Z', '2026-01-01T00:00:10.000Z']) {
        await store.inAll(async ({ apiKeys }) => {
          const found = await apiKeys.get(keyId)
          if (found) await apiKeys.used(found, at)
          // Also when somebody else noted a use since it was found.
          if (key) await apiKeys.used(key, at)
        })
      }
      await store.inAll((rows) => rows.apiKeys.revoke(keyId, '2026-02-01T00:00:00.000Z'))
      await store.inAll((rows) => rows.apiKeys.revoke(keyId, '2026-03-01T00:00:00.000Z'))
      expect(await store.inAll((rows) => rows.apiKeys.findByHash('f'.repeat(64)))).toMatchObject({
        id: keyId,
        lastUsedAt: '2026-01-01T00:00:00.000Z',
        revokedAt: '2026-02-01T00:00:00.000Z',
      })
      expect(await store.inAll((rows) => rows.apiKeys.list(testId))).toHaveLength(1)
    })
  })
}
