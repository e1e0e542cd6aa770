import { createCipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto'
import { mkdtempSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { deflateRawSync } from 'node:zlib'
import pg from 'pg'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { openEmbeddedStore } from '../../../src/adapters/store/open-embedded.js'
import { openPostgresStore } from '../../../src/adapters/store/open-postgres.js'
import { sealedColumns } from '../../../src/adapters/store/sealed-columns.js'
import { newLife } from '../../../src/model/case-life.js'
import { rotateSecrets } from '../../../src/pipeline/rotate-secrets.js'
import type { Store } from '../../../src/ports/store.js'
import type { CaseTrace } from '../../../src/ports.js'
import { drawReading } from '../../builders/reading.js'
import { copyEmbeddedDatabase } from '../../servers/copy-prepared.js'
import { startPostgres } from '../../servers/start-postgres.js'
import { decisionOf, secretKey as first, openCaseOn, openShop, orderNamed, personNamed, pieceOf, verdictOn } from './store-parts.js'

vi.setConfig({ testTimeout: 180_000 })

const second = 'another one of thirty-two signs..'
const third = 'a third secret of thirty-two signs'

interface OpenedDatabase {
  readonly store: Store
  query(text: string, params?: readonly unknown[]): Promise<readonly (readonly unknown[])[]>
  close(): Promise<void>
}

/** One database of an engine, opened as often as a test likes, one at a time. */
interface TestDatabase {
  open(secretKey: string, ...oldSecretKeys: readonly string[]): Promise<OpenedDatabase>
  drop(): Promise<void>
}

async function embedded(): Promise<TestDatabase> {
  const parent = mkdtempSync(path.join(tmpdir(), 'swiftproof-secrets-'))
  await copyEmbeddedDatabase(path.join(parent, 'database'))
  return {
    open: async (secretKey, ...oldSecretKeys) => {
      const store = await openEmbeddedStore({ folder: path.join(parent, 'database'), secretKey, oldSecretKeys })
      return { store, query: async (text, params) => (await store.database.query(text, params)).rows, close: () => store.close() }
    },
    drop: () => rm(parent, { recursive: true, force: true }),
  }
}

async function postgres(): Promise<TestDatabase> {
  const server = await startPostgres()
  const url = await server.newStore('secrets')
  return {
    open: async (secretKey, ...oldSecretKeys) => {
      const store = await openPostgresStore({ url, secretKey, oldSecretKeys })
      const superuser = new pg.Client(server.asSuperuser('secrets'))
      await superuser.connect()
      const close = async () => {
        await superuser.end()
        await store.close()
      }
      return {
        store,
        query: async (text, params) => (await superuser.query({ text, values: [...(params ?? [])], rowMode: 'array' })).rows,
        close,
      }
    },
    drop: () => server.stop(),
  }
}

const request = { key: 'k-1', method: 'POST', path: '/v1/cases' }
const times = { requestHash: 'h', now: '2026-11-20T14:00:00Z', expiresAt: '2026-11-21T14:00:00Z', staleMs: 60_000 }
const traceOf = (caseId: string, value: string): CaseTrace => ({
  caseId,
  buyerId: 'buyer-42',
  orderNumber: null,
  claimed: [{ type: 'card-key', value }],
  pieces: [],
})

/** One of everything that is sealed. */
async function fill(store: Store) {
  const { id, inShop } = await openShop(store, 'rotating')
  const { id: caseId } = await openCaseOn(inShop, 'S1')
  const filled = await inShop(async (rows) => {
    await rows.orders.upsert([orderNamed('S1')])
    const added = await rows.evidence.add(pieceOf(caseId))
    await rows.readings.put(added?.row.id ?? '', drawReading(['订单号 S1']))
    await rows.verdicts.insert(verdictOn(caseId, 1))
    await rows.memory.remember(traceOf(caseId, 'KEY-0000-SEEN'))
    const { id: endpointId } = await rows.endpoints.add({ url: 'https://shop.example', secret: 'whsec_b2xk', types: null })
    await rows.endpoints.rotate(endpointId, 'whsec_c2VjcmV0', '2999-01-01T00:00:00Z')
    const begun = await rows.idempotency.begin(request, times)
    if (begun.is !== 'first') throw new Error(begun.is)
    await rows.idempotency.finish(begun.request, { status: 201, headers: {}, body: Buffer.from('answer') })
    const answer = { state: 'objects', at: times.now, words: '已使用' } as const
    const move = { number: 1, at: times.now, actor: 'a', name: 'judged', from: 'open', to: 'open', said: { words: '看过' } } as const
    await rows.cases.move(caseId, { ...newLife, merchantAnswer: answer, moves: 1 }, [move])
    await rows.facts.put({ caseId, revision: 1, extraction: 'x', document: { fact: 1 }, judgedAt: times.now })
    const word = { channel: 'wechat', number: 'C1', state: 'open', at: times.now, words: '打不开' } as const
    await rows.complaints.put({ ...word, payments: [{ paymentNumber: 'P1', merchantOrderNumber: null }] })
    await rows.disputes.put({ ...word, orderNumber: 'S1' })
    await rows.refunds.lockOrder('S1')
    const money = { amountFen: 5, totalFen: 5, paidInFen: 5, reserved: [] }
    const numbers = { orderNumber: 'S1', paymentNumber: 'P1', merchantOrderNumber: null, channel: 'wechat' as const }
    await rows.refunds.add({ caseId, ...numbers, ...money, decidedBy: 'machine', reason: '卡密无效', nextAt: null })
    const person = await rows.people.add(personNamed('ann@shop.example'))
    await rows.people.setSecrets(person?.id ?? '', { totpSecret: 'JBSWY3DPEHPK3PXP' })
    const decision = await rows.decisions.add(decisionOf(caseId, person?.id ?? ''))
    await rows.notes.add({ caseId, author: 'per_1', words: '再看一次', mentions: [] })
    return { evidenceId: added?.row.id ?? '', personId: person?.id ?? '', decisionId: decision?.id ?? '' }
  })
  return { id, caseId, ...filled }
}

async function expectWhole(
  store: Store,
  { id, caseId, evidenceId, personId, decisionId }: Awaited<ReturnType<typeof fill>>,
): Promise<void> {
  await store.inPlatform(id, async (rows) => {
    expect(await rows.orders.get('S1')).toMatchObject(orderNamed('S1'))
    expect(await rows.cases.get(caseId)).toMatchObject({ orderNumber: 'S1', claim: { orderNumber: 'S1' } })
    expect((await rows.readings.get(evidenceId))?.lines.map(({ text }) => text)).toEqual(['订单号 S1'])
    expect((await rows.verdicts.latest(caseId))?.verdict).toMatchObject({ outcome: 'instant-refund' })
    expect((await rows.people.lockSecrets(personId))?.totpSecret).toBe('JBSWY3DPEHPK3PXP')
    expect((await rows.cases.get(caseId))?.merchantAnswer?.words).toBe('已使用')
    expect((await rows.cases.timeline(caseId)).map(({ said }) => said.words)).toEqual(['看过'])
    expect(await rows.complaints.ofPayment(['P1'])).toMatchObject([{ words: '打不开' }])
    expect(await rows.disputes.ofOrder('S1')).toMatchObject([{ words: '打不开' }])
    expect(await rows.refunds.ofCase(caseId)).toMatchObject([{ reason: '卡密无效' }])
    expect(await rows.decisions.get(decisionId)).toMatchObject({ decision: { words: '全额退款' } })
    expect(await rows.notes.list(caseId)).toMatchObject([{ words: '再看一次' }])
    expect(await rows.idempotency.begin(request, times)).toMatchObject({ is: 'done', answer: { status: 201 } })
    // Found by its mark, opened from its trace: a rotation loses no memory.
    expect(await rows.memory.lookUp(traceOf('case_other', 'KEY-0000-SEEN'), 20)).toMatchObject([{ caseId }])
  })
}

for (const [engine, make] of [
  ['embedded', embedded],
  ['PostgreSQL', postgres],
] as const) {
  describe(`secrets: ${engine}`, () => {
    const cleanUps: (() => Promise<unknown>)[] = []
    afterEach(async () => {
      for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp()
    })
    const makeDatabase = async () => {
      const database = await make()
      cleanUps.push(() => database.drop())
      return database
    }
    const within = async <T>(opened: OpenedDatabase, work: (opened: OpenedDatabase) => Promise<T>) => {
      try {
        return await work(opened)
      } finally {
        await opened.close()
      }
    }

    it('seals everything anew under the next secret, keeps the memory across cases, and then needs the old one no more', async () => {
      const database = await makeDatabase()
      const filled = await within(await database.open(first), ({ store }) => fill(store))
      await within(await database.open(second, first), async ({ store }) => {
        await expectWhole(store, filled)
        expect(await rotateSecrets(store, () => undefined)).toBe(sealedColumns.length)
        expect(await rotateSecrets(store, () => undefined)).toBe(0)
      })
      await within(await database.open(second), ({ store }) => expectWhole(store, filled))
      await expect(database.open(first)).rejects.toMatchObject({ code: 'secret-key-changed' })
    })

    it('loses nothing when it is stopped in the middle, refuses to start without a secret that is still needed, and goes on', async () => {
      const database = await makeDatabase()
      const filled = await within(await database.open(first), async ({ store }) => {
        const { inShop } = await openShop(store, 'many')
        await inShop((rows) => rows.orders.upsert(Array.from({ length: 450 }, (_, at) => orderNamed(`M${at}`))))
        return fill(store)
      })
      const crash = new Error('killed')
      await within(await database.open(second, first), async ({ store }) => {
        let steps = 0
        const stop = () => {
          if (++steps === 2) throw crash
        }
        await expect(rotateSecrets(store, stop)).rejects.toBe(crash)
      })
      await expect(database.open(second)).rejects.toMatchObject({ code: 'secret-key-changed' })
      await expect(database.open(third, first)).rejects.toMatchObject({ code: 'secret-key-changed' })
      await within(await database.open(second, first), async ({ store }) => {
        await expectWhole(store, filled)
        expect(await rotateSecrets(store, () => undefined)).toBe(450 + sealedColumns.length - 400)
      })
      await within(await database.open(second), ({ store }) => expectWhole(store, filled))
    })

    it('knows every column that holds sealed values', async () => {
      const database = await makeDatabase()
      await within(await database.open(first), async ({ query }) => {
        const found = await query(
          "SELECT table_name || '.' || column_name FROM information_schema.columns WHERE table_schema = 'swiftproof' AND data_type = 'bytea' ORDER BY 1",
        )
        expect(found.flat()).toEqual(sealedColumns.map(({ table, column }) => `${table}.${column}`).sort())
      })
    })

    it('opens a database of the time before keys had ids, and finds what that remembered', async () => {
      const database = await makeDatabase()
      const filled = await within(await database.open(first), async ({ store, query }) => {
        const made = await fill(store)
        await makeOld(query, made)
        return made
      })
      await expect(database.open(second)).rejects.toMatchObject({ code: 'secret-key-changed' })
      const expectOld = (store: Store) =>
        store.inPlatform(filled.id, async (rows) => {
          expect(await rows.orders.get('S1')).toMatchObject(orderNamed('S1'))
          expect(await rows.memory.lookUp(traceOf('case_other', 'KEY-0000-SEEN'), 20)).toMatchObject([{ caseId: filled.caseId }])
        })
      await within(await database.open(second, first), async ({ store }) => {
        await expectOld(store)
        await rotateSecrets(store, () => undefined)
      })
      await within(await database.open(second), ({ store }) => expectOld(store))
    })
  })
}

/** Makes of a database what the code before this form left: an order without a key's id, marks and settings under the secret itself. */
async function makeOld(query: OpenedDatabase['query'], { id: platformId }: { readonly id: string }): Promise<void> {
  const keyFor = (purpose: string) => Buffer.from(hkdfSync('sha256', first, '', `swiftproof ${purpose}`, 32))
  const mark = (value: string) => createHmac('sha256', keyFor('mark')).update(value).digest('hex')
  const [[id] = []] = await query("SELECT id FROM swiftproof.orders WHERE number = 'S1'")
  const iv = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', keyFor('seal'), iv).setAAD(Buffer.from(`order ${id}`))
  const text = JSON.stringify({ ...orderNamed('S1'), keyStatus: null })
  const sealed = Buffer.concat([cipher.update(deflateRawSync(text)), cipher.final()])
  await query('UPDATE swiftproof.orders SET document = $1 WHERE id = $2', [Buffer.concat([iv, cipher.getAuthTag(), sealed]), id])
  await query('DELETE FROM swiftproof.settings')
  await query("INSERT INTO swiftproof.settings (name, value) VALUES ('secret-mark', $1)", [mark('the secret of this database')])
  await query('UPDATE swiftproof.memory_marks SET mark = $1', [mark(`${platformId} value card-key KEY-0000-SEEN`)])
}
