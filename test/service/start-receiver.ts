import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'

/** An event as it came, byte for byte. */
interface ReceivedWebhook {
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

/** A shop's endpoint that keeps what it takes. */
export interface Receiver {
  readonly url: string
  readonly taken: readonly ReceivedWebhook[]
  /** Answers the next so many with 500. */
  refuse(count: number): void
  /** Resolves when one that was taken fits. */
  until(fits: (one: ReceivedWebhook) => boolean): Promise<ReceivedWebhook>
  close(): Promise<void>
}

export async function startReceiver(): Promise<Receiver> {
  const taken: ReceivedWebhook[] = []
  const waiting = new Set<() => void>()
  let refusals = 0
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    if (refusals > 0) {
      refusals--
      response.writeHead(500).end('not now')
      return
    }
    taken.push({ headers: plain(request.headers), body: Buffer.concat(chunks).toString() })
    response.writeHead(204).end()
    for (const look of waiting) look()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`,
    taken,
    refuse: (count) => {
      refusals = count
    },
    until: (fits) =>
      new Promise((resolve) => {
        const look = () => {
          const one = taken.find(fits)
          if (!one) return
          waiting.delete(look)
          resolve(one)
        }
        waiting.add(look)
        look()
      }),
    close: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

function plain(headers: IncomingHttpHeaders): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])))
}
