import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { serve } from '@hono/node-server'
import { type Context, Hono } from 'hono'
import { Fault } from '../errors.js'
import { answerAlipay, dressAlipay } from './alipay-gateway.js'
import { openBooks, type RefundEnd, type SandboxBooks, type SandboxChannel, type SandboxComplaint } from './books.js'
import { controlRoutes } from './control-routes.js'
import type { Sandbox, SandboxOptions } from './sandbox.js'
import { makeSandboxKeys, type SandboxKeys } from './sandbox-keys.js'
import { drawFrom, type Fate, fateOf, readScenario } from './scenario.js'
import { complaintNotice, refundNotice, sendNotice } from './send-notices.js'
import { isFromMerchant } from './sign-wechat.js'
import { type ChannelAnswer, type SandboxEnv, sufferFate } from './suffer-fate.js'
import { answerComplaint, answerRefund, answerRefundQuery, answerTrade, dressWechat, unsignedRequest } from './wechat-api.js'

/** Starts the channels' stand-in: Alipay's gateway and WeChat Pay v3 on one local port. Throws `config-invalid`. */
export async function startSandbox({ port = 0, scenario: given }: SandboxOptions = {}): Promise<Sandbox> {
  let scenario = readScenario(given)
  let draw = drawFrom(scenario.seed)
  const keys = await makeSandboxKeys()
  const books = openBooks()
  const coming: Fate[] = []
  const timers = new Set<NodeJS.Timeout>()
  const tell = (url: string | null, notice: ReturnType<typeof refundNotice>) => {
    if (url !== null && notice) void sendNotice(url, notice, scenario, draw)
  }
  const settle = (channel: SandboxChannel, refundNumber: string, end: RefundEnd) => {
    const refund = books.settle(channel, refundNumber, end)
    if (refund) tell(refund.notifyUrl, refundNotice(books, keys, refund))
    return refund
  }
  const settleSoon = (channel: SandboxChannel, refundNumber: string) => {
    if (scenario.settleMs === null || refundNumber === '') return
    if (scenario.settleMs === 0) {
      settle(channel, refundNumber, 'succeeded')
      return
    }
    const timer = setTimeout(() => {
      timers.delete(timer)
      settle(channel, refundNumber, 'succeeded')
    }, scenario.settleMs)
    timers.add(timer)
  }
  const sandbox = {
    keys,
    books,
    scenario: () => scenario,
    setScenario: (value: unknown) => {
      scenario = readScenario(value)
      draw = drawFrom(scenario.seed)
    },
    befall: (...fates: readonly Fate[]) => coming.push(...fates),
    settle,
    complain: (complaint: SandboxComplaint, notifyUrl: string | null) => {
      books.putComplaint(complaint)
      tell(notifyUrl, complaintNotice(keys, complaint))
    },
  }
  const nextFate = () => coming.shift() ?? fateOf(scenario, draw())
  const latencyMs = () => scenario.latencyMs[0] + (scenario.latencyMs[1] - scenario.latencyMs[0]) * draw()
  const app = new Hono<SandboxEnv>()
  app.post('/gateway.do', async (c) => {
    const fields = { ...c.req.query(), ...((await c.req.parseBody()) as Record<string, string>) }
    return sufferFate(c, nextFate(), latencyMs(), dressAlipay(fields.method ?? '', keys.alipay), () => {
      const answer = answerAlipay(books, keys.alipay, fields, scenario.settleMs === 0)
      if (fields.method === 'alipay.trade.refund' && scenario.settleMs !== 0) settleSoon('alipay', refundNumberIn(fields.biz_content))
      return answer
    })
  })
  app.route('/v3', wechatRoutes(keys, books, { nextFate, latencyMs, settleSoon }))
  app.route('/sandbox', controlRoutes(sandbox))
  const server = await listen(app, port)
  return {
    ...sandbox,
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: async () => {
      for (const timer of timers) clearTimeout(timer)
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

interface Play {
  nextFate(): Fate
  latencyMs(): number
  settleSoon(channel: SandboxChannel, refundNumber: string): void
}

function wechatRoutes(keys: SandboxKeys, books: SandboxBooks, { nextFate, latencyMs, settleSoon }: Play): Hono<SandboxEnv> {
  const app = new Hono<SandboxEnv>()
  const serve = async (c: Context<SandboxEnv>, work: (body: string) => ChannelAnswer) => {
    const body = await c.req.text()
    const { pathname, search } = new URL(c.req.url)
    const isSigned = isFromMerchant(c.req.header('authorization') ?? '', c.req.method, `${pathname}${search}`, body, keys.wechat)
    return sufferFate(c, nextFate(), latencyMs(), dressWechat(keys.wechat), () => (isSigned ? work(body) : unsignedRequest))
  }
  const number = (c: Context<SandboxEnv>) => c.req.param('number') ?? ''
  app.post('/refund/domestic/refunds', (c) =>
    serve(c, (body) => {
      const asked = JSON.parse(body) as Record<string, unknown>
      const answer = answerRefund(books, asked)
      // Whoever is answered hears PROCESSING first: accepted is not refunded.
      if (answer.status === 200) queueMicrotask(() => settleSoon('wechat', String(asked.out_refund_no)))
      return answer
    }),
  )
  app.get('/refund/domestic/refunds/:number', (c) => serve(c, () => answerRefundQuery(books, number(c))))
  app.get('/pay/transactions/id/:number', (c) => serve(c, () => answerTrade(books, books.findTrade('wechat', number(c), null))))
  app.get('/pay/transactions/out-trade-no/:number', (c) => serve(c, () => answerTrade(books, books.findTrade('wechat', null, number(c)))))
  app.get('/merchant-service/complaints-v2/:number', (c) => serve(c, () => answerComplaint(books, number(c))))
  return app
}

function refundNumberIn(content: string | undefined): string {
  try {
    return String((JSON.parse(content ?? '') as Record<string, unknown>).out_request_no ?? '')
  } catch {
    return ''
  }
}

function listen(app: Hono<SandboxEnv>, port: number): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = serve({ fetch: app.fetch, hostname: '127.0.0.1', port }, () => resolve(server as Server)) as Server
    server.once('error', (error) => reject(new Fault('config-invalid', `port: ${error.message}`, { cause: error })))
  })
}
