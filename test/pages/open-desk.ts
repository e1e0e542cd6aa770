import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { serve } from '@hono/node-server'
import type { Browser } from 'playwright-core'
import { openBrowser } from '../../fixtures/generator/draw-screen.js'
import { openHttpWebhooks } from '../../src/adapters/webhooks/http.js'
import type { JobPayloads } from '../../src/jobs.js'
import type { Role } from '../../src/model/person.js'
import { deliverWebhook } from '../../src/pipeline/deliver-webhook.js'
import { openService, type Service } from '../http/open-service.js'
import { signedIn } from '../http/visitor.js'
import { type Look, type Member, openAs } from './open-site.js'

/** Somebody who is signed in. */
export interface Colleague extends Pick<Member, 'cookie'> {
  readonly id: string
  /** Asks the service as this person, outside any page. */
  ask(method: string, address: string, json?: object): Promise<Response>
}

/** The pages before the API in this process, where days pass at once, rows are put in, and events leave when they are told to. */
export interface Desk {
  readonly service: Service
  readonly baseUrl: string
  now(): Date
  /** Joins the live side, and is signed in from then on. */
  member(role: Role, name: string): Promise<Colleague>
  /** A page of this person; without one, of an admin of its own. */
  open(address: string, look?: Look, who?: Colleague): ReturnType<typeof openAs>
  /** Lets this much time go by; less than nothing takes it back. */
  pass(ms: number): void
  /** Sends what is due to its endpoints, as the worker does. */
  deliver(): Promise<void>
  close(): Promise<void>
}

/** Needs the console's pages as they were built last (`npm run setup`). */
export async function openDesk(): Promise<Desk> {
  let aheadMs = 0
  const now = () => new Date(Date.now() + aheadMs)
  const pagesFolder = new URL('../../dist/console', import.meta.url).pathname
  const service = await openService({ now, pagesFolder })
  const server = await new Promise<Server>((resolve) => {
    const started = serve({ fetch: service.app.fetch, hostname: '127.0.0.1', port: 0 }, () => resolve(started as Server))
  })
  const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const browser: Browser = await openBrowser()
  const webhooks = openHttpWebhooks({ allowPrivate: true })
  let members = 0
  const member: Desk['member'] = async (role, name) => {
    const { browser: visitor, person } = await signedIn(service, role, { email: `${role}-${++members}@shop.example`, name })
    const cookie = [...visitor.cookies].map((pair) => pair.join('=')).join('; ')
    return { id: person.id, cookie, ask: (method, address, json) => visitor.ask(method, address, json ? { json } : {}) }
  }
  return {
    service,
    baseUrl,
    now,
    member,
    open: async (address, look, who) => openAs(browser, `${baseUrl}${address}`, who ?? (await member('admin', 'admin')), look),
    pass: (ms) => {
      aheadMs += ms
    },
    deliver: async () => {
      const { store } = service.parts
      for (const job of await store.inAll(({ outbox }) => outbox.take(1000))) {
        if (job.name === 'deliver-webhook') await deliverWebhook({ store, webhooks, now }, job.payload as JobPayloads['deliver-webhook'])
      }
    },
    close: async () => {
      await browser.close()
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
      await service.close()
    },
  }
}
