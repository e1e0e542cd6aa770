import { createHash } from 'node:crypto'
import { mkdtempSync } from 'node:fs'
import { readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openEmbeddedDatabase } from '../../../src/adapters/embedded/database.js'
import { openEmbeddedStore } from '../../../src/adapters/store/open-embedded.js'
import { openPostgresStore } from '../../../src/adapters/store/open-postgres.js'
import { openSeals } from '../../../src/adapters/store/seals.js'
import { carryDecision } from '../../../src/pipeline/carry-decision.js'
import type { Store } from '../../../src/ports/store.js'
import { startPostgres } from '../../servers/start-postgres.js'
import { claimOn, secretKey } from './store-parts.js'

const folder = new URL('../../../migrations/', import.meta.url)
const hourMs = 3_600_000
const platformId = 'plat_a'

/** A database of before with what waits in it, then the store of today on it. */
type Opened = { readonly store: Store; readonly raw: (text: string) => Promise<unknown>; readonly close: () => Promise<void> }

const engines: readonly (readonly [name: string, open: () => Promise<Opened>])[] = [
  ['embedded', openEmbedded],
  ['PostgreSQL', openPostgres],
]

describe.each(engines)('a %s database in which decisions wait when signatures get an end', (_, open) => {
  let opened: Opened
  const { inShop, carry } = {
    inShop: <T>(work: Parameters<typeof opened.store.inPlatform<T>>[1]) => opened.store.inPlatform(platformId, work),
    carry: (decisionId: string, at: string, laterMs = 0) =>
      carryDecision({ store: opened.store, now: () => new Date(Date.parse(at) + laterMs) }, { platformId, decisionId }),
  }
  const mentionsOf = (caseId: string) => inShop(async ({ notes }) => (await notes.list(caseId)).map(({ mentions }) => mentions))

  beforeAll(async () => {
    opened = await open()
  }, 120_000)
  afterAll(() => opened?.close())

  it('gives each that waits for a signature a day from now, and says it in the queue, placed by it', async () => {
    const [decision, desk] = await inShop((rows) => Promise.all([rows.decisions.get('dec_signing'), rows.desk.get('case_signing')]))
    const leftMs = Date.parse(decision?.signUntil ?? '') - Date.now()
    expect(leftMs).toBeGreaterThan(24 * hourMs - 300_000)
    expect(leftMs).toBeLessThanOrEqual(24 * hourMs)
    expect(Date.parse(decision?.signUntil ?? '') - Date.parse(decision?.remindAt ?? '')).toBeCloseTo(12 * hourMs, -6)
    expect(desk).toMatchObject({ stage: 'signing', signer: 'per_a', signUntil: decision?.signUntil })
    expect(desk?.turn).toBe(Math.floor(Date.parse(decision?.signUntil ?? '') / 60_000) - 48 * 60)
  })

  it('leaves those alone that wait for no signature', async () => {
    for (const [id, state] of [
      ['pending', 'pending'],
      ['done', 'done'],
    ] as const) {
      const [decision, desk] = await inShop((rows) => Promise.all([rows.decisions.get(`dec_${id}`), rows.desk.get(`case_${id}`)]))
      expect(decision).toMatchObject({ state, signUntil: null, remindAt: null })
      expect(desk).toMatchObject({ signUntil: null, turn: 40_000_000 })
    }
  })

  it('keeps none that waits for a signature without an end from now on', async () => {
    await expect(opened.raw("UPDATE swiftproof.pending_decisions SET sign_until = NULL WHERE id = 'dec_signing'")).rejects.toThrow(
      'pending_decisions_signing_ends',
    )
    await expect(opened.raw("UPDATE swiftproof.desk_cases SET sign_until = NULL WHERE case_id = 'case_signing'")).rejects.toThrow(
      'desk_cases_signing_ends',
    )
  })

  it('tells who may sign before that end, and lets it fall then, each once', async () => {
    const decision = await inShop(({ decisions }) => decisions.get('dec_signing'))
    const { remindAt, signUntil } = { remindAt: decision?.remindAt ?? '', signUntil: decision?.signUntil ?? '' }
    await carry('dec_signing', remindAt, -1000)
    expect(await mentionsOf('case_signing')).toEqual([])
    for (const laterMs of [0, 0, hourMs]) await carry('dec_signing', remindAt, laterMs)
    expect(await mentionsOf('case_signing')).toEqual([['per_b']])
    for (const laterMs of [0, 1000]) await carry('dec_signing', signUntil, laterMs)
    expect(await mentionsOf('case_signing')).toEqual([['per_b'], ['per_a']])
    expect(await inShop(({ decisions }) => decisions.get('dec_signing'))).toMatchObject({ state: 'dropped' })
    expect(await inShop(({ desk }) => desk.get('case_signing'))).toMatchObject({ stage: 'waiting', signer: null, signUntil: null })
  })
})

/** Brings an empty database to where it stood before signatures had an end, and has a case wait in each way there is. */
async function fillBefore(exec: (text: string) => Promise<unknown>, asSuperuser = exec): Promise<void> {
  await exec(`CREATE SCHEMA swiftproof;
    CREATE TABLE swiftproof.migrations (name text PRIMARY KEY, sha256 text NOT NULL, at timestamptz NOT NULL)`)
  for (const name of (await readdir(folder)).filter((one) => one < '0016').sort()) {
    const sql = await readFile(new URL(name, folder), 'utf8')
    const sha256 = createHash('sha256').update(sql).digest('hex')
    await exec(`BEGIN; ${sql}; INSERT INTO swiftproof.migrations VALUES ('${name}', '${sha256}', now()); COMMIT`)
  }
  await asSuperuser(waiting())
}

function waiting(): string {
  const seals = openSeals([secretKey])
  const sealed = (place: string, document: unknown) => `'\\x${Buffer.from(seals.seal(place, document)).toString('hex')}'`
  const at = "'2026-11-20T00:00:00Z'"
  const person = (id: string) => `('per_${id}', '${platformId}', '${id}@shop.example', '${id}', 'reviewer', 'active', ${at}, ${at})`
  const claims = (id: string) => sealed(`claims case_${id}`, { claim: claimOn(null), laterClaims: [] })
  const decision = { is: 'pay', amountFen: 60_000, words: '' }
  const document = (id: string) => sealed(`decision dec_${id}`, { decision, signerWords: null, because: null })
  const life = 'state, revision, buyer_id, claims, deadline_at, created_at, updated_at'
  const waits = (id: string, stage: string, signer: string, state: string, effectiveAt: string) => `
    INSERT INTO swiftproof.cases (id, platform_id, ${life})
      VALUES ('case_${id}', '${platformId}', 'in-review', 1, 'buyer-1', ${claims(id)}, '2100-01-01T00:00:00Z', ${at}, ${at});
    INSERT INTO swiftproof.desk_cases (platform_id, case_id, stage, turn, since, state, signer)
      VALUES ('${platformId}', 'case_${id}', '${stage}', 40000000, ${at}, 'in-review', ${signer});
    INSERT INTO swiftproof.pending_decisions (id, platform_id, case_id, state, person, revision, effective_at, document, created_at, updated_at)
      VALUES ('dec_${id}', '${platformId}', 'case_${id}', '${state}', 'per_a', 1, ${effectiveAt}, ${document(id)}, ${at}, ${at});`
  return `
    INSERT INTO swiftproof.platforms (id, name, mode, created_at) VALUES ('${platformId}', 'a', 'live', ${at});
    INSERT INTO swiftproof.people (id, platform_id, email, name, role, state, created_at, updated_at) VALUES ${person('a')}, ${person('b')};
    ${waits('signing', 'signing', "'per_a'", 'signing', 'NULL')}
    ${waits('pending', 'deciding', 'NULL', 'pending', "'2100-01-01T00:00:00Z'")}
    ${waits('done', 'waiting', 'NULL', 'done', at)}`
}

async function openEmbedded(): Promise<Opened> {
  const parent = mkdtempSync(path.join(tmpdir(), 'swiftproof-before-'))
  const at = path.join(parent, 'database')
  const before = await openEmbeddedDatabase(at)
  await before.exclusive((session) => fillBefore((text) => session.query(text)))
  await before.close()
  const store = await openEmbeddedStore({ folder: at, secretKey })
  return {
    store,
    raw: (text) => store.database.query(text),
    close: async () => {
      await store.close()
      await rm(parent, { recursive: true, force: true })
    },
  }
}

async function openPostgres(): Promise<Opened> {
  const server = await startPostgres()
  const url = await server.newDatabase('before')
  const [owner, superuser] = [new pg.Client(url), new pg.Client(server.asSuperuser('before'))]
  await Promise.all([owner.connect(), superuser.connect()])
  await fillBefore(
    (text) => owner.query(text),
    (text) => superuser.query(text),
  )
  await owner.end()
  const store = await openPostgresStore({ url, secretKey })
  return {
    store,
    raw: (text) => superuser.query(text),
    close: async () => {
      await superuser.end()
      await store.close()
      await server.stop()
    },
  }
}
