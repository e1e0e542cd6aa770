import { Hono } from 'hono'
import { z } from 'zod'
import type { SandboxBooks } from './books.js'
import type { Sandbox } from './sandbox.js'
import { fates } from './scenario.js'
import type { SandboxEnv } from './suffer-fate.js'

const channel = z.enum(['alipay', 'wechat'])
const number = z.string().min(1).max(64)
const tradeForm = z.strictObject({
  channel,
  paymentNumber: number,
  merchantOrderNumber: number,
  totalFen: z.int().min(1),
  state: z.enum(['unpaid', 'paid', 'finished', 'closed']).default('paid'),
})
const complaintForm = z.strictObject({
  channel,
  number,
  paymentNumber: number,
  words: z.string().max(1000),
  state: z.enum(['open', 'closed']),
  notifyUrl: z.url().nullable().default(null),
})
const settleForm = z.strictObject({ channel, refundNumber: number, end: z.enum(['succeeded', 'closed', 'abnormal']) })

/** What a person or a program asks of the sandbox itself: its books, trades, complaints, and what befalls requests. */
export function controlRoutes(sandbox: Omit<Sandbox, 'url' | 'close'>): Hono<SandboxEnv> {
  const app = new Hono<SandboxEnv>()
  app.get('/books', (c) => c.json(showBooks(sandbox.books)))
  app.post('/trades', async (c) => {
    const parsed = z.array(tradeForm).safeParse(await c.req.json().catch(() => null))
    if (!parsed.success) return c.json({ error: z.prettifyError(parsed.error) }, 422)
    for (const trade of parsed.data) sandbox.books.addTrade(trade)
    return c.json({ added: parsed.data.length }, 201)
  })
  app.post('/settle', async (c) => {
    const parsed = settleForm.safeParse(await c.req.json().catch(() => null))
    if (!parsed.success) return c.json({ error: z.prettifyError(parsed.error) }, 422)
    const refund = sandbox.settle(parsed.data.channel, parsed.data.refundNumber, parsed.data.end)
    return refund ? c.json(refund) : c.json({ error: 'no refund under this number is on its way' }, 404)
  })
  app.post('/complaints', async (c) => {
    const parsed = complaintForm.safeParse(await c.req.json().catch(() => null))
    if (!parsed.success) return c.json({ error: z.prettifyError(parsed.error) }, 422)
    const { notifyUrl, ...complaint } = parsed.data
    sandbox.complain({ ...complaint, at: new Date().toISOString() }, notifyUrl)
    return c.json({}, 201)
  })
  app.post('/fates', async (c) => {
    const parsed = z.array(z.enum(fates)).safeParse(await c.req.json().catch(() => null))
    if (!parsed.success) return c.json({ error: z.prettifyError(parsed.error) }, 422)
    sandbox.befall(...parsed.data)
    return c.json({}, 201)
  })
  app.get('/scenario', (c) => c.json(sandbox.scenario()))
  app.put('/scenario', async (c) => {
    try {
      sandbox.setScenario(await c.req.json())
      return c.json(sandbox.scenario())
    } catch (fault) {
      return c.json({ error: fault instanceof Error ? fault.message : 'not JSON' }, 422)
    }
  })
  return app
}

/** The books with their sums, in fen: what left the merchant is `paidOutFen`. */
function showBooks({ trades, refunds }: SandboxBooks) {
  const all = [...refunds.values()]
  const sum = (state: string) => all.filter((refund) => refund.state === state).reduce((fen, { amountFen }) => fen + amountFen, 0)
  return { trades: [...trades.values()], refunds: all, paidOutFen: sum('succeeded'), onTheirWayFen: sum('processing') }
}
