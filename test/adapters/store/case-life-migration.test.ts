import { readFile } from 'node:fs/promises'
import { PGlite } from '@electric-sql/pglite'
import { expect, it } from 'vitest'

const sqlOf = (name: string) => readFile(new URL(`../../../migrations/${name}`, import.meta.url), 'utf8')

it('brings cases of before into the new life: none without its deadline, none past it, none decided and forgotten', async () => {
  const database = await PGlite.create()
  await database.exec(`BEGIN; ${await sqlOf('0001-initial.sql')}; COMMIT`)
  const states = ['open', 'needs-evidence', 'merchant-window', 'in-review', 'on-hold', 'decided', 'closed']
  const at = '2026-11-20T00:00:00Z'
  const later = '2100-01-01T00:00:00.000Z'
  await database.exec(`
    INSERT INTO swiftproof.platforms VALUES ('plat_a', 'a', 'live', NULL, '${at}');
    INSERT INTO swiftproof.orders VALUES ('ord_a', 'plat_a', 'O-decided', 'delivered', 'b', 12800, '\\x00', '${at}', '${at}')`)
  for (const state of states) {
    const deadline = state === 'needs-evidence' ? `'${later}'` : 'NULL'
    await database.exec(`INSERT INTO swiftproof.cases (id, platform_id, state, revision, order_number, buyer_id, claims, deadline_at, created_at, updated_at)
      VALUES ('case_${state}', 'plat_a', '${state}', 1, 'O-${state}', 'b', '\\x00', ${deadline}, '${at}', '${at}')`)
  }
  await database.exec(`BEGIN; ${await sqlOf('0002-case-life.sql')}; COMMIT`)
  const { rows } = await database.query<{ id: string; state: string; result: string | null; deadline_at: Date | null; paying_fen: number }>(
    'SELECT id, state, result, deadline_at, paying_fen FROM swiftproof.cases',
  )
  const of = (state: string) => rows.find(({ id }) => id === `case_${state}`)
  expect(of('decided')).toMatchObject({ state: 'paying', paying_fen: 12_800 })
  expect(of('closed')).toMatchObject({ state: 'closed', result: 'not-eligible', deadline_at: null })
  expect(of('needs-evidence')?.deadline_at?.toISOString()).toBe(later)
  const timed = rows.filter(({ state }) => state !== 'open' && state !== 'closed')
  expect(timed).toHaveLength(5)
  for (const { deadline_at } of timed) expect(deadline_at?.getTime()).toBeGreaterThan(Date.now())
  await database.close()
}, 60_000)
