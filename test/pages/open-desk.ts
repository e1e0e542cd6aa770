import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { serve } from '@hono/node-server'
import type { Browser } from 'playwright-core'
import { openBrowser } from '../../fixtures/generator/draw-screen.js'
import { openHttpWebhooks } from '../../src/adapters/webhooks/http.js'
import type { JobPayloads } from '../../src/jobs.js'
import { deliverWebhook } from '../../src/pipeline/deliver-webhook.js'
import { openService, type Service } from '../http/open-service.js'
import { signedIn } from '../http/visitor.js'
import { type Look, openAs } from './open-site.js'

/** The pages before the API in this process, where days pass at once, rows are put in, and events leave when they are told to. */
export interface Desk {
  readonly service: Service
  now(): Date
  /** A page, signed in as an admin of the live side from then on. */
  open(address: string, look?: Look): ReturnType<typeof openAs>
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
  let admins = 0
  return {
    service,
    now,
    open: async (address, look) => {
      const { browser: visitor } = await signedIn(service, 'admin', { email: `admin-${++admins}@shop.example` })
      const cookie = [...visitor.cookies].map((pair) => pair.join('=')).join('; ')
      return openAs(browser, `${baseUrl}${address}`, { cookie }, look)
    },
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
