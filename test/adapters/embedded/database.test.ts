import { mkdtempSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type EmbeddedDatabase, openEmbeddedDatabase } from '../../../src/adapters/embedded/database.js'

describe('embedded database', () => {
  const parent = mkdtempSync(path.join(tmpdir(), 'swiftproof-embedded-'))
  const folder = path.join(parent, 'database')
  let database: EmbeddedDatabase
  beforeAll(async () => {
    database = await openEmbeddedDatabase(folder)
    await database.query('CREATE TABLE notes (id int PRIMARY KEY)')
  })
  afterAll(async () => {
    await database.close()
    await rm(parent, { recursive: true, force: true })
  })

  it('takes and gives values as node-postgres does', async () => {
    const at = new Date('2026-01-01T08:00:00.123Z')
    const { rows, fields } = await database.query(
      'SELECT $1::bigint, $2::text, $3::timestamptz, $4::json, $5::bytea, $6::text[], $7::boolean, $8::int',
      [12, 'ü 😀', at, { a: '\u0000' }, Uint8Array.from([0, 255]), ['a"\\,{}', 'NULL', null], true, null],
    )
    expect(rows).toEqual([['12', 'ü 😀', at, { a: '\u0000' }, Buffer.from([0, 255]), ['a"\\,{}', 'NULL', null], true, null]])
    expect(fields[1]).toMatchObject({ dataTypeID: 25 })
  })

  it('runs one transaction after the other, and keeps nothing of one that fails', async () => {
    const order: string[] = []
    const note = (name: string, id: number) =>
      database.transaction(async (session) => {
        order.push(`${name} begins`)
        await session.query('INSERT INTO notes VALUES ($1)', [id])
        order.push(`${name} ends`)
      })
    const done = await Promise.allSettled([note('a', 1), note('b', 1), note('c', 2)])
    expect(done.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
    expect(done[1]).toMatchObject({ reason: { code: '23505', constraint: 'notes_pkey' } })
    expect(order).toEqual(['a begins', 'a ends', 'b begins', 'c begins', 'c ends'])
    expect((await database.query('SELECT count(*)::int FROM notes', [])).rows).toEqual([[2]])
  })

  it('does not call a transaction committed when a statement in it failed and nobody said so', async () => {
    const swallowed = database.transaction(async (session) => {
      await session.query('INSERT INTO notes VALUES (3)')
      await session.query('SELECT 1/0').catch(() => undefined)
    })
    await expect(swallowed).rejects.toMatchObject({ code: 'internal' })
    expect((await database.query('SELECT 1 FROM notes WHERE id = 3', [])).rows).toEqual([])
  })

  it('gives who only looks what was committed before, though a transaction that is open waits for no one', async () => {
    const look = database.looking('BEGIN READ ONLY')
    const count = () => look.query('SELECT count(*)::int FROM notes WHERE id >= 20', [])
    const [, seen, both] = await Promise.all([
      database.transaction(async (session) => {
        await session.query('INSERT INTO notes VALUES ($1)', [20])
        await session.query('INSERT INTO notes VALUES ($1)', [21])
      }),
      count(),
      Promise.all([count(), look.query('SELECT id FROM notes WHERE id = $1', [21])]),
    ])
    expect(seen.rows).toEqual([[2]])
    expect(both.map(({ rows }) => rows)).toEqual([[[2]], [[21]]])
    await database.query('DELETE FROM notes WHERE id >= 20')
  })

  it('lets nobody who only looks change anything, and answers the next all the same', async () => {
    const look = database.looking('BEGIN READ ONLY')
    const asked = [look.query('INSERT INTO notes VALUES ($1)', [30]), look.query('SELECT 1', []), database.query('SELECT 2', [])]
    const [refused, , next] = await Promise.allSettled(asked)
    expect(refused).toMatchObject({ status: 'rejected', reason: { code: '25006' } })
    expect(next).toMatchObject({ status: 'fulfilled', value: { rows: [[2]] } })
    expect((await look.query('SELECT id FROM notes WHERE id = 30', [])).rows).toEqual([])
  })

  it('answers a statement that comes often as one that comes once, also after it failed and its table was changed', async () => {
    await database.query('CREATE TABLE often (id int PRIMARY KEY, words text)')
    const add = (id: number) => database.query('INSERT INTO often VALUES ($1, $2) RETURNING *', [id, `no ${id}`])
    for (let id = 0; id < 8; id++) expect((await add(id)).rows).toEqual([[id, `no ${id}`]])
    await expect(add(3)).rejects.toMatchObject({ code: '23505' })
    const together = await Promise.allSettled([add(8), add(8), add(9), add(10)])
    expect(together.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled', 'fulfilled'])
    const broken = database.transaction(async (session) => {
      await session.query('SELECT 1/0').catch(() => undefined)
      await session.query('INSERT INTO often VALUES ($1, $2) RETURNING *', [11, 'never'])
    })
    await expect(broken).rejects.toMatchObject({ code: '25P02' })
    await database.query('ALTER TABLE often ADD COLUMN more int DEFAULT 7')
    await add(12).catch(() => undefined)
    expect((await add(13)).rows).toEqual([[13, 'no 13', 7]])
    expect((await database.query('SELECT count(*)::int FROM often WHERE id BETWEEN $1 AND $2', [11, 11])).rows).toEqual([[0]])
  })

  it('keeps or refuses a statement alone as one transaction, in one trip', async () => {
    const add = (id: number) => database.once('BEGIN; SET LOCAL work_mem TO 64', 'INSERT INTO notes VALUES ($1) RETURNING id', [id])
    expect(await add(10)).toMatchObject({ command: 'INSERT', rowCount: 1, rows: [[10]] })
    await expect(add(10)).rejects.toMatchObject({ code: '23505' })
    expect(await database.once('BEGIN', 'SELECT id FROM notes WHERE id >= 10', [])).toMatchObject({ command: 'SELECT', rows: [[10]] })
    expect((await database.query('SHOW work_mem')).rows).not.toEqual([['64kB']])
  })

  it('leaves nothing open when one of several questions of a transaction fails before the others are answered', async () => {
    const broken = database.transaction(async (session) => {
      await Promise.all([
        session.query('SELECT 1/0', []),
        session.query('INSERT INTO notes VALUES (5)', []),
        Promise.reject(new Error('own')),
      ])
    })
    await expect(broken).rejects.toThrow('own')
    await database.transaction((session) => session.query('INSERT INTO notes VALUES (6)', []))
    expect((await database.query('SELECT id FROM notes WHERE id IN (5, 6)', [])).rows).toEqual([[6]])
  })

  it('ends a transaction that somebody left open', async () => {
    await database.exclusive(async (session) => {
      await session.query('BEGIN; INSERT INTO notes VALUES (4)')
    })
    expect((await database.query('SELECT 1 FROM notes WHERE id = 4', [])).rows).toEqual([])
  })

  it('calls back who listens, until he leaves off', async () => {
    const heard: string[] = []
    const leave = [
      await database.listen('Jobs', (payload) => heard.push(`first ${payload}`)),
      await database.listen('Jobs', (payload) => heard.push(`second ${payload}`)),
    ]
    await database.query(`SELECT pg_notify('Jobs', 'a')`, [])
    await leave[0]?.()
    await database.query(`SELECT pg_notify('Jobs', 'b')`, [])
    await leave[1]?.()
    await database.query(`SELECT pg_notify('Jobs', 'c')`, [])
    await database.query('SELECT 1', [])
    expect(heard).toEqual(['first a', 'second a', 'second b'])
  })

  it('is held by one process, and by another name of the same folder too', async () => {
    await expect(openEmbeddedDatabase(folder)).rejects.toMatchObject({ code: 'data-folder-in-use' })
    await expect(openEmbeddedDatabase(path.join(folder, '..', 'database'))).rejects.toMatchObject({ code: 'data-folder-in-use' })
  })
})
