import { readdir, readFile } from 'node:fs/promises'
import { PGlite } from '@electric-sql/pglite'
import { expect, it } from 'vitest'

const folder = new URL('../../../migrations/', import.meta.url)

it('lays cases of before that wait for a person on the desk, each with what is known of it, and no other', async () => {
  const database = await PGlite.create()
  const names = (await readdir(folder)).filter((name) => name < '0011').sort()
  for (const name of names) await database.exec(`BEGIN; ${await readFile(new URL(name, folder), 'utf8')}; COMMIT`)
  const at = '2026-11-20T00:00:30Z'
  const life = 'revision, buyer_id, claims, created_at, updated_at, deadline_at, outcome, appeal_used, first_decider, order_number) VALUES'
  const rest = (deadline: string) => `1, 'buyer-1', '\\x00', '${at}', '${at}', ${deadline}, 'review'`
  await database.exec(`
    INSERT INTO swiftproof.platforms VALUES ('plat_a', 'a', 'live', NULL, '${at}');
    INSERT INTO swiftproof.orders (id, platform_id, number, status, buyer_id, amount_fen, document, created_at, updated_at, merchant_id)
      VALUES ('ord_a', 'plat_a', 'O-1', 'delivered', 'buyer-1', 12800, '\\x00', '${at}', '${at}', 'merchant-1');
    INSERT INTO swiftproof.cases (id, platform_id, state, ${life} ('case_review', 'plat_a', 'in-review', ${rest(`'${at}'`)}, false, NULL, 'O-1');
    INSERT INTO swiftproof.cases (id, platform_id, state, ${life} ('case_appeal', 'plat_a', 'appeal-review', ${rest(`'${at}'`)}, true, 'rev_1', NULL);
    INSERT INTO swiftproof.cases (id, platform_id, state, ${life} ('case_open', 'plat_a', 'open', ${rest('NULL')}, false, NULL, NULL)`)
  await database.exec(`BEGIN; ${await readFile(new URL('0011-desk.sql', folder), 'utf8')}; COMMIT`)
  const { rows } = await database.query(
    'SELECT case_id, stage, turn::int AS turn, state, order_number, merchant_id, amount_fen::int AS amount_fen, barred FROM swiftproof.desk_cases ORDER BY case_id',
  )
  const turn = Math.floor(Date.parse(at) / 60_000)
  const nobody = { order_number: null, merchant_id: null, amount_fen: null }
  expect(rows).toEqual([
    { case_id: 'case_appeal', stage: 'waiting', turn, state: 'appeal-review', ...nobody, barred: 'rev_1' },
    {
      case_id: 'case_review',
      stage: 'waiting',
      turn,
      state: 'in-review',
      order_number: 'O-1',
      merchant_id: 'merchant-1',
      amount_fen: 12_800,
      barred: null,
    },
  ])
  await database.close()
}, 120_000)
