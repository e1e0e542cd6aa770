import type pg from 'pg'
import { openSeals } from '../../src/adapters/store/seals.js'
import { claim, highTrust, order } from '../../test/builders/case.js'

interface FilledDesk {
  readonly platformId: string
  readonly secretKey: string
  readonly count: number
}

/** Lays so many cases on a platform's desk as the service leaves what goes to a person, all at once: one by one would take minutes. */
export async function fillDesk(database: pg.Client, { platformId, secretKey, count }: FilledDesk): Promise<void> {
  const { seal } = openSeals([secretKey])
  const hex = (place: string, document: unknown) => `\\x${Buffer.from(seal(place, document)).toString('hex')}`
  const now = Date.now()
  for (let from = 0; from < count; from += batch) {
    const made = Array.from({ length: Math.min(batch, count - from) }, (_, i) => makeCase(from + i, now))
    const put = async (table: string, rows: readonly object[]) => {
      const columns = Object.keys(rows[0] ?? {}).join(', ')
      await database.query(
        `INSERT INTO swiftproof.${table} (${columns}) SELECT ${columns} FROM json_populate_recordset(NULL::swiftproof.${table}, $1)`,
        [JSON.stringify(rows)],
      )
    }
    const orders = made.map(({ orderId, its, buyer, plain }) => ({
      ...{ id: orderId, platform_id: platformId, number: its.number, status: its.status, ...plain },
      document: hex(`order ${orderId}`, { order: its, buyer, keyStatus: null }),
    }))
    const cases = made.map(({ id, its, filed, buyer, deadline_at, plain: { created_at, updated_at } }) => ({
      ...{ id, platform_id: platformId, state: 'in-review', revision: 1, judged_revision: 1, outcome: 'review', holder: 'person' },
      ...{ order_number: its.number, buyer_id: buyer.id, deadline_at, created_at, updated_at },
      claims: hex(`claims ${id}`, { claim: filed, laterClaims: [] }),
    }))
    const lines = made.map(({ id, its, filed, deadline_at, turn, plain: { created_at, updated_at: _, ...plain } }) => ({
      ...{ case_id: id, platform_id: platformId, stage: 'waiting', state: 'in-review', turn, own_turn: turn },
      ...{ since: created_at, missed: 0, deadline_at },
      ...{ ...plain, order_number: its.number, reason: filed.reason, outcome: 'review', rule: 'score-too-low', confidence: 0.62 },
    }))
    await put('orders', orders)
    await put('cases', cases)
    await put('desk_cases', lines)
  }
  await database.query('ANALYZE')
}

const batch = 1000
const minuteMs = 60_000
const products = ['Windows 11 专业版 激活码', 'App Store 礼品卡 200元', '视频会员 月卡', '游戏充值卡 100元']
const reasons = ['activation-failed', 'key-already-used', 'key-invalid', 'not-as-described', 'other']

/** One of them; each differs from its neighbours in everything that its line shows. */
function makeCase(at: number, nowMs: number) {
  const digits = String(at).padStart(26, '0')
  const waitedMinutes = (at * 7) % 1300
  const buyer = { ...highTrust, id: `buyer-${at % 4001}` }
  const number = `Q${digits.slice(-15)}`
  const product = { ...order.product, name: products[at % products.length] ?? '' }
  const amountFen = 1000 + ((at * 737) % 50_000)
  const its = { ...order, number, paymentNumber: null, product, amountFen, merchantId: `merchant-${at % 97}` }
  const since = new Date(nowMs - waitedMinutes * minuteMs).toISOString()
  return {
    id: `case_${digits}`,
    orderId: `ord_${digits}`,
    its,
    buyer,
    filed: { ...claim, orderNumber: number, reason: reasons[at % reasons.length], buyerId: buyer.id },
    turn: Math.floor(nowMs / minuteMs) - waitedMinutes,
    deadline_at: new Date(nowMs + (60 + (at % 2800)) * minuteMs).toISOString(),
    plain: { buyer_id: buyer.id, merchant_id: its.merchantId, amount_fen: amountFen, created_at: since, updated_at: since },
  }
}
