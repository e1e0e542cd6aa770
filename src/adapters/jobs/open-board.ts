import { createBullBoard } from '@bull-board/api'
import { BullMQAdapter } from '@bull-board/api/bullMQAdapter'
import { HonoAdapter } from '@bull-board/hono'
import { serveStatic } from '@hono/node-server/serve-static'
import { Hono } from 'hono'
import { basicAuth } from 'hono/basic-auth'
import type { BullJobQueue } from './bull-queue.js'

/** Bull Board for who runs the service, at `address`, behind the user `admin` and this key. Payloads are ids only. */
export function openBoard({ queues }: BullJobQueue, address: string, adminKey: string): Hono {
  const server = new HonoAdapter(serveStatic)
  createBullBoard({ queues: queues.map((queue) => new BullMQAdapter(queue)), serverAdapter: server })
  server.setBasePath(address)
  const app = new Hono()
  app.use(`${address}/*`, basicAuth({ username: 'admin', password: adminKey }))
  app.use(address, basicAuth({ username: 'admin', password: adminKey }))
  app.route(address, server.registerPlugin())
  return app
}
