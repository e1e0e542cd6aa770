import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Case } from '../../src/client/answers.js'
import { ask } from '../../src/client/ask.js'
import { type Client, openClient } from '../../src/client/client.js'
import type { SandboxRefund, SandboxTrade } from '../../src/sandbox/books.js'
import { copyEmbeddedDatabase } from '../servers/copy-prepared.js'
import { freePort } from '../servers/run-server.js'
import { outputOf, type RunningService, spawnCommand, startService, untilSaid } from './start-service.js'

interface Refund {
  readonly id: string
  readonly number: string
  readonly caseId: string
  readonly amountFen: number
  readonly paymentNumber: string | null
  readonly state: string
  readonly paidBy: string | null
}

interface Books {
  readonly trades: readonly SandboxTrade[]
  readonly refunds: readonly SandboxRefund[]
  readonly paidOutFen: number
}

/** One side of the shop at the running service. */
export interface ShopSide {
  readonly platformId: string
  readonly client: Client
  post<Answer = unknown>(address: string, json: unknown): Promise<Answer>
  refunds(caseId: string): Promise<readonly Refund[]>
  /** The types of a case's events, oldest first. */
  eventTypes(caseId: string): Promise<readonly string[]>
  /** The case once it stands as asked; asks until then. */
  untilCase(caseId: string, fits: (one: Case) => boolean, patienceMs?: number): Promise<Case>
}

/** The service with a sandbox as Alipay and WeChat Pay account of its shop, each in a process of its own. */
export interface Road {
  readonly live: ShopSide
  readonly test: ShopSide
  /** The sandbox's books. */
  books(): Promise<Books>
  /** What the sandbox is told to do or to hold (`/sandbox/…`). */
  tell(address: string, json: unknown, method?: 'POST' | 'PUT'): Promise<void>
  /** Where a channel's notices about the live shop go. */
  noticesAt(channel: 'alipay' | 'wechat'): string
  /** Ends the service, and starts it again on the same folder and port. */
  end(signal: NodeJS.Signals): Promise<void>
  start(): Promise<void>
  /** What a command prints that needs the folder for itself: the service must have ended. */
  run(...args: readonly string[]): Promise<string>
  close(): Promise<void>
}

export async function openRoad(): Promise<Road> {
  const folder = await mkdtemp(path.join(tmpdir(), 'swiftproof-road-'))
  await copyEmbeddedDatabase(path.join(folder, 'data/database'))
  const base = { DATA_DIR: path.join(folder, 'data'), WEBHOOKS_ALLOW_PRIVATE: 'true' }
  const said = await outputOf(['platform', 'add', 'shop'], base)
  const [live, test] = ['live', 'test'].map((mode) => new RegExp(`${mode}  (plat_\\w+)  (\\S+)`).exec(said)?.slice(1) ?? [])
  const port = await freePort()
  const baseUrl = `http://127.0.0.1:${port}`
  const options = ['--port', '0', '--keys', path.join(folder, 'keys'), '--platform', live?.[0] ?? '', '--service', baseUrl]
  const sandbox = spawnCommand(['sandbox', ...options], {})
  const words = await untilSaid(sandbox, /PAYMENT_CHANNELS=.*\n/)
  const sandboxUrl = /http:\/\/\S+:\d+/.exec(words)?.[0] ?? ''
  const env = { ...base, PAYMENT_CHANNELS: /PAYMENT_CHANNELS=(.*)\n/.exec(words)?.[1] ?? '' }
  let service: RunningService = await startService({ env, port })
  const sides = [live, test].map((names) => openSide(baseUrl, names ?? []))
  return {
    live: sides[0] as ShopSide,
    test: sides[1] as ShopSide,
    books: async () => (await (await fetch(`${sandboxUrl}/sandbox/books`)).json()) as Books,
    tell: async (address, json, method = 'POST') => {
      const headers = { 'content-type': 'application/json' }
      const answer = await fetch(`${sandboxUrl}/sandbox/${address}`, { method, headers, body: JSON.stringify(json) })
      if (!answer.ok) throw new Error(`the sandbox answered ${answer.status}: ${await answer.text()}`)
    },
    noticesAt: (channel) => `${baseUrl}/v1/notices/${live?.[0]}/${channel}`,
    end: async (signal) => void (await service.end(signal)),
    start: async () => {
      service = await startService({ env, port })
    },
    run: (...args) => outputOf(args, env),
    close: async () => {
      await service.end('SIGKILL')
      sandbox.kill('SIGKILL')
      await rm(folder, { recursive: true, force: true })
    },
  }
}

function openSide(baseUrl: string, [platformId = '', apiKey = '']: readonly string[]): ShopSide {
  const options = { baseUrl, apiKey, retries: 8 }
  const client = openClient(options)
  const get = <Answer>(address: string, query: Readonly<Record<string, string>>) => ask<Answer>(options, { method: 'GET', address, query })
  return {
    platformId,
    client,
    post: (address, json) => ask(options, { method: 'POST', address, json }),
    refunds: async (caseId) => (await get<{ items: Refund[] }>('/v1/refunds', { caseId })).items,
    eventTypes: async (caseId) => {
      const { items } = await client.listEvents({ limit: 200 })
      return items.filter((event) => event.caseId === caseId).map(({ type }) => type)
    },
    untilCase: (caseId, fits, patienceMs) => until(() => client.getCase(caseId), fits, patienceMs),
  }
}

/** Asks until the answer fits; after its patience it fails with the last one. */
export async function until<Answer>(asks: () => Promise<Answer>, fits: (answer: Answer) => boolean, patienceMs = 90_000): Promise<Answer> {
  for (const endMs = Date.now() + patienceMs; ; ) {
    const answer = await asks()
    if (fits(answer)) return answer
    if (Date.now() > endMs) throw new Error(`still ${JSON.stringify(answer)}`)
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}
