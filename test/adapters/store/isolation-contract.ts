import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { defaultPolicy } from '../../../src/judge/default-policy.js'
import type { PlatformRows, Store } from '../../../src/ports/store.js'
import { drawReading } from '../../builders/reading.js'
import type { StoreUnderTest } from './store-contract.js'
import { claimOn, openCaseOn, openShop, orderNamed, personNamed, pieceOf, sessionOf, verdictOn } from './store-parts.js'

const page = { limit: 50, after: null }
const request = { key: 'k', method: 'POST', path: '/v1/cases' }
const ask = { requestHash: 'h', now: '2026-01-01T00:00:00Z', expiresAt: '2026-01-02T00:00:00Z', staleMs: 1 }

/** Everything that a shop can own, one of each. */
async function fillShop(inShop: <T>(work: (rows: PlatformRows) => Promise<T>) => Promise<T>) {
  const { id: caseId } = await openCaseOn(inShop, 'X1')
  return inShop(async (rows) => {
    await rows.orders.upsert([orderNamed('X1')])
    const evidenceId = (await rows.evidence.add(pieceOf(caseId)))?.row.id ?? ''
    await rows.readings.put(evidenceId, drawReading(['x']))
    await rows.verdicts.insert(verdictOn(caseId, 1))
    await rows.policies.append((version) => ({ ...defaultPolicy, version: `x@${version}` }))
    const endpointId = (await rows.endpoints.add({ url: 'https://x.example', secret: 's', types: null })).id
    await rows.idempotency.begin(request, ask)
    await rows.memory.remember(traceOf(caseId))
    const event = await rows.events.append({ type: 'case.opened', caseId, data: {}, key: 'x' })
    await rows.audit.append({ actor: 'a', action: 'b', subject: 'c', details: {} })
    const personId = (await rows.people.add(personNamed('ann@shop.example')))?.id ?? ''
    const sessionId = (await rows.sessions.add(sessionOf(personId))).id
    await rows.outbox.add([{ name: 'n', jobId: 'j', payload: {}, priority: 1, runAt: null }])
    return { caseId, evidenceId, endpointId, eventId: event?.row.id ?? '', deliveryId: event?.deliveryIds[0] ?? '', personId, sessionId }
  })
}

function traceOf(caseId: string) {
  const values = [{ type: 'order-number', value: 'X1' } as const]
  const piece = { file: '1.png', sha256: 'a'.repeat(64), imageUniqueId: 'id-1', phash: '0'.repeat(256), values }
  return { caseId, buyerId: 'b', orderNumber: 'X1', claimed: values, pieces: [piece] }
}

type Ids = Awaited<ReturnType<typeof fillShop>>

/** Every question of the port that names or lists a thing, asked with another's ids, and the answer that says there is none. */
const questions: Readonly<Record<string, readonly [(rows: PlatformRows, ids: Ids) => Promise<unknown>, answer: unknown]>> = {
  'orders.get': [(rows) => rows.orders.get('X1'), null],
  'orders.list': [(rows) => rows.orders.list(page), { rows: [], next: null }],
  'cases.get': [(rows, { caseId }) => rows.cases.get(caseId), null],
  'cases.lock': [(rows, { caseId }) => rows.cases.lock(caseId), null],
  'cases.openOf': [(rows) => rows.cases.openOf('X1'), null],
  'cases.list': [(rows) => rows.cases.list(page), { rows: [], next: null }],
  'cases.touch': [(rows, { caseId }) => rows.cases.touch(caseId), null],
  'cases.touch with a claim': [(rows, { caseId }) => rows.cases.touch(caseId, { claim: claimOn('X1') }), null],
  'cases.setState': [(rows, { caseId }) => rows.cases.setState(caseId, 'closed'), null],
  'evidence.add': [(rows, { caseId }) => rows.evidence.add(pieceOf(caseId, 'b'.repeat(64))), null],
  'evidence.get': [(rows, { evidenceId }) => rows.evidence.get(evidenceId), null],
  'evidence.list': [(rows, { caseId }) => rows.evidence.list(caseId), []],
  'evidence.markFaulty': [(rows, { evidenceId }) => rows.evidence.markFaulty(evidenceId, { code: 'x', title: 'x' }), false],
  'readings.put': [(rows, { evidenceId }) => rows.readings.put(evidenceId, drawReading(['y'])), false],
  'readings.get': [(rows, { evidenceId }) => rows.readings.get(evidenceId), null],
  'readings.ofCase': [(rows, { caseId }) => rows.readings.ofCase(caseId), new Map()],
  'verdicts.insert': [(rows, { caseId }) => rows.verdicts.insert(verdictOn(caseId, 1)), null],
  'verdicts.latest': [(rows, { caseId }) => rows.verdicts.latest(caseId), null],
  'verdicts.list': [(rows, { caseId }) => rows.verdicts.list(caseId), []],
  'policies.current': [(rows) => rows.policies.current(), null],
  'policies.get': [(rows) => rows.policies.get(1), null],
  'policies.list': [(rows) => rows.policies.list(page), { rows: [], next: null }],
  'memory.lookUp': [(rows) => rows.memory.lookUp(traceOf('case_other'), 20), []],
  'events.get': [(rows, { eventId }) => rows.events.get(eventId), null],
  'events.list': [(rows) => rows.events.list(page), { rows: [], next: null }],
  'events.last': [(rows) => rows.events.last(), null],
  'endpoints.get': [(rows, { endpointId }) => rows.endpoints.get(endpointId), null],
  'endpoints.list': [(rows) => rows.endpoints.list(), []],
  'endpoints.change': [(rows, { endpointId }) => rows.endpoints.change(endpointId, { disabled: true }), null],
  'endpoints.remove': [(rows, { endpointId }) => rows.endpoints.remove(endpointId), false],
  'deliveries.get': [(rows, { deliveryId }) => rows.deliveries.get(deliveryId), null],
  'deliveries.list': [(rows) => rows.deliveries.list(page), { rows: [], next: null }],
  'deliveries.take': [(rows, { deliveryId }) => rows.deliveries.take(deliveryId, '2999-01-01T00:00:00Z', 1), { is: 'unknown' }],
  'deliveries.settle': [
    (rows, { deliveryId }) =>
      rows.deliveries.settle(deliveryId, 0, {
        state: 'delivered',
        nextAt: null,
        answer: { at: ask.now, status: 200, durationMs: 1, text: '' },
      }),
    { settled: false, nextDeliveryId: null },
  ],
  'deliveries.replay': [(rows, { deliveryId }) => rows.deliveries.replay(deliveryId, ask.now), null],
  'idempotency.begin': [(rows) => rows.idempotency.begin(request, { ...ask, requestHash: 'another' }), { is: 'first' }],
  'idempotency.abandon': [(rows) => rows.idempotency.abandon(request), undefined],
  'people.get': [(rows, { personId }) => rows.people.get(personId), null],
  'people.list': [(rows) => rows.people.list(page), { rows: [], next: null }],
  'people.change': [(rows, { personId }) => rows.people.change(personId, { role: 'admin' }), null],
  'people.lockActive': [(rows) => rows.people.lockActive('reviewer'), []],
  'people.lockSecrets': [(rows, { personId }) => rows.people.lockSecrets(personId), null],
  'people.setSecrets': [(rows, { personId }) => rows.people.setSecrets(personId, { passwordHash: 'x' }), undefined],
  'people.setLink': [(rows, { personId }) => rows.people.setLink(personId, { hash: 'x', expiresAt: ask.expiresAt }), undefined],
  'people.takeLink': [(rows, { personId }) => rows.people.takeLink(personId, 'hash'), false],
  'people.setSubject': [(rows, { personId }) => rows.people.setSubject(personId, 'x'), undefined],
  'sessions.list': [(rows, { personId }) => rows.sessions.list(personId), []],
  'sessions.seen': [(rows, { sessionId }) => rows.sessions.seen(sessionId, '2999-01-01T00:00:00Z'), undefined],
  'sessions.end': [(rows, { sessionId, personId }) => rows.sessions.end(sessionId, personId), false],
  'sessions.endAll': [(rows, { personId }) => rows.sessions.endAll(personId, null), 0],
  'audit.list': [(rows) => rows.audit.list(page), { rows: [], next: null }],
}

/** Methods that only add or wait their turn, and so have nothing of another's to name. */
const onlyAdding = new Set([
  'orders.upsert',
  'cases.open',
  'policies.append',
  'memory.remember',
  'endpoints.add',
  'outbox.add',
  'audit.append',
  'people.add',
  'verdicts.takeTurn',
])
/** They throw where there is nothing; asked below. */
const throwing = new Set(['events.append', 'idempotency.finish', 'sessions.add'])

/** No platform sees another's, on every store. */
export function describeIsolation(name: string, open: () => Promise<StoreUnderTest>): void {
  describe(`isolation: ${name}`, () => {
    let under: StoreUnderTest
    let store: Store
    beforeAll(async () => {
      under = await open()
      store = under.store
    })
    afterAll(() => under.close())

    it('answers every question about another platform’s things as if they were not there, and changes none', async () => {
      const owner = await openShop(store, 'owner')
      const other = await openShop(store, 'other')
      const ids = await fillShop(owner.inShop)
      const tables = [
        'cases',
        'evidence',
        'webhook_endpoints',
        'webhook_deliveries',
        'idempotency_keys',
        'events',
        'verdicts',
        'readings',
        'people',
        'sessions',
      ]
      const theirs = async () => {
        const found = []
        for (const table of tables)
          found.push(await under.raw(`SELECT t::text FROM swiftproof.${table} t WHERE platform_id = '${owner.id}'`))
        return found
      }
      const before = await theirs()
      for (const [question, [answerOf, answer]] of Object.entries(questions)) {
        expect(await other.inShop((rows) => answerOf(rows, ids)), question).toEqual(answer)
      }
      const append = other.inShop((rows) => rows.events.append({ type: 'case.opened', caseId: ids.caseId, data: {}, key: 'y' }))
      await expect(append).rejects.toMatchObject({ code: 'internal' })
      const finish = other.inShop((rows) => rows.idempotency.finish(request, { status: 200, headers: {}, body: new Uint8Array() }))
      await expect(finish).rejects.toMatchObject({ code: 'internal' })
      const session = other.inShop((rows) => rows.sessions.add(sessionOf(ids.personId, 'another hash')))
      await expect(session).rejects.toThrow('foreign key')
      const mine = await openCaseOn(other.inShop, 'X1')
      expect(mine.id).not.toBe(ids.caseId)
      expect(await theirs()).toEqual(before)
    })

    it('asks about every method that the port has', async () => {
      const { inShop } = await openShop(store, 'methods')
      const methods = await inShop(async ({ platformId: _, ...groups }) =>
        Object.entries(groups).flatMap(([group, its]) => Object.keys(its).map((method) => `${group}.${method}`)),
      )
      expect(methods.filter((method) => !(method in questions) && !onlyAdding.has(method) && !throwing.has(method))).toEqual([])
    })

    it('keeps the second wall: a query that forgets the platform sees nothing of another', async () => {
      const owner = await openShop(store, 'wall')
      await fillShop(owner.inShop)
      const other = await openShop(store, 'outside')
      const tables = (
        await under.raw(
          "SELECT table_name FROM information_schema.columns WHERE table_schema = 'swiftproof' AND column_name = 'platform_id'",
        )
      ).flat()
      expect(tables.length).toBeGreaterThan(15)
      for (const table of tables) {
        const seen = async (platformId: string) => {
          const begin = `BEGIN; SET LOCAL ROLE swiftproof_app; SET LOCAL app.system = 'off'; SET LOCAL app.platform = '${platformId}'`
          const rows = await under.raw(`${begin}; SELECT count(*)::int FROM swiftproof.${table} WHERE platform_id = '${owner.id}'`)
          await under.raw('ROLLBACK')
          return rows[0]?.[0]
        }
        expect(await seen(other.id), String(table)).toBe(0)
        if (table !== 'api_keys') expect(await seen(owner.id), String(table)).toBeGreaterThan(0)
      }
      const intrude = `BEGIN; SET LOCAL ROLE swiftproof_app; SET LOCAL app.platform = '${other.id}';
        INSERT INTO swiftproof.outbox (platform_id, name, job_id, payload, priority, created_at) VALUES ('${owner.id}', 'n', 'j', '{}', 1, now())`
      await expect(under.raw(intrude)).rejects.toThrow('row-level security')
      await under.raw('ROLLBACK')
      for (const table of ['verdicts', 'readings', 'events', 'audit_log', 'policies']) {
        const rewrite = under.raw(`BEGIN; SET LOCAL ROLE swiftproof_app; SET LOCAL app.system = 'on'; DELETE FROM swiftproof.${table}`)
        await expect(rewrite, table).rejects.toThrow('permission denied')
        await under.raw('ROLLBACK')
      }
    })

    it('remembers what earlier cases brought: files, values, image ids and shots within the distance', async () => {
      const { inShop } = await openShop(store, 'memory')
      const key = { type: 'card-key', value: 'AAAA-BBBB-CCCC' } as const
      const piece = { file: '1.png', sha256: 'a'.repeat(64), imageUniqueId: 'id-1', phash: '0'.repeat(256), values: [key] }
      const trace = (caseId: string, change: object = {}) => ({
        caseId,
        buyerId: `buyer of ${caseId}`,
        orderNumber: `order of ${caseId}`,
        claimed: [],
        pieces: [{ ...piece, ...change }],
      })
      const other = { sha256: 'b'.repeat(64), imageUniqueId: null, phash: 'f'.repeat(256), values: [] }
      const lookUp = (change: object) => inShop((rows) => rows.memory.lookUp(trace('second', { ...other, ...change }), 20))
      await inShop((rows) => rows.memory.remember(trace('first')))
      expect(await lookUp({})).toEqual([])
      const first = { caseId: 'first', buyerId: 'buyer of first', orderNumber: 'order of first', file: '1.png' }
      expect(await lookUp({ sha256: piece.sha256 })).toEqual([{ ...first, what: 'file', value: null }])
      expect(await lookUp({ values: [{ ...key, value: 'aaaa-bbbb -cccc' }] })).toEqual([
        { ...first, what: 'card-key', value: 'aaaa-bbbb -cccc' },
      ])
      expect(await lookUp({ imageUniqueId: 'id-1' })).toMatchObject([{ what: 'image-id' }])
      expect(await lookUp({ phash: 'fffff'.padEnd(256, '0') })).toMatchObject([
        { what: 'shot', shot: { distanceBits: 20, values: [key.value] } },
      ])
      expect(await lookUp({ phash: 'fffff8'.padEnd(256, '0') })).toEqual([])
      expect(await inShop((rows) => rows.memory.lookUp(trace('first'), 20))).toEqual([])
      await inShop((rows) => rows.memory.remember(trace('first', other)))
      expect(await lookUp({ ...other, sha256: piece.sha256, phash: piece.phash })).toEqual([])
    })
  })
}
