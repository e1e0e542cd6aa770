import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { Webhook } from 'standardwebhooks'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { openHttpWebhooks } from '../../../src/adapters/webhooks/http.js'

interface Received {
  readonly headers: Record<string, string>
  readonly body: string
  readonly path: string
}

const secret = `whsec_${Buffer.from('a secret of twenty-four bytes'.slice(0, 24)).toString('base64')}`
const newer = `whsec_${Buffer.from('another one of as many by'.slice(0, 24)).toString('base64')}`
const body = JSON.stringify({ type: 'case.decided', data: { caseId: 'case_1', words: '极速退款' } })

describe('sending webhooks', () => {
  let server: Server
  let url: string
  let received: Received[] = []
  let answer: (request: IncomingMessage, response: ServerResponse) => void
  const sender = openHttpWebhooks({ allowPrivate: true })

  beforeAll(async () => {
    server = createServer(async (request, response) => {
      const chunks: Buffer[] = []
      for await (const chunk of request) chunks.push(chunk)
      received.push({ headers: request.headers as Record<string, string>, body: Buffer.concat(chunks).toString(), path: request.url ?? '' })
      answer(request, response)
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const address = server.address()
    url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/hooks?shop=1`
  })
  afterAll(async () => {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  })
  afterEach(() => {
    received = []
  })

  it('sends what the standard library verifies, byte for byte', async () => {
    answer = (_, response) => response.writeHead(204).end()
    const sent = await sender.send({ url, secrets: [secret], eventId: 'evt_1', body })
    expect(sent).toMatchObject({ status: 204, body: '' })
    expect(sent.durationMs).toBeGreaterThanOrEqual(0)
    const [got] = received
    expect(got?.body).toBe(body)
    expect(got?.path).toBe('/hooks?shop=1')
    expect(got?.headers).toMatchObject({ 'webhook-id': 'evt_1', 'content-type': 'application/json; charset=utf-8' })
    expect(new Webhook(secret).verify(got?.body ?? '', got?.headers ?? {})).toEqual(JSON.parse(body))
  })

  it('reaches a name on whichever of its addresses answers', async () => {
    answer = (_, response) => response.writeHead(200).end()
    const named = url.replace('127.0.0.1', 'localhost')
    expect(await sender.send({ url: named, secrets: [secret], eventId: 'evt_1', body })).toMatchObject({ status: 200 })
    expect(received[0]?.headers.host).toBe(new URL(named).host)
  })

  it('signs with both secrets while one is being replaced, and with no other', async () => {
    answer = (_, response) => response.end('ok')
    await sender.send({ url, secrets: [newer, secret], eventId: 'evt_2', body })
    const [got] = received
    for (const each of [newer, secret]) expect(() => new Webhook(each).verify(got?.body ?? '', got?.headers ?? {})).not.toThrow()
    const stranger = `whsec_${Buffer.alloc(24, 7).toString('base64')}`
    expect(() => new Webhook(stranger).verify(got?.body ?? '', got?.headers ?? {})).toThrow()
  })

  it('keeps four kilobytes of an answer, however long it is', async () => {
    answer = (_, response) => {
      response.writeHead(500)
      const more = (): void => {
        while (!response.destroyed && response.write('错'.repeat(10_000)));
        if (!response.destroyed) response.once('drain', more)
      }
      more()
    }
    const sent = await sender.send({ url, secrets: [secret], eventId: 'evt_3', body })
    expect(sent.status).toBe(500)
    expect(sent.body).toBe('错'.repeat(1365))
  })

  it('follows no redirect', async () => {
    answer = (request, response) => {
      if (request.url === '/elsewhere') response.end('followed')
      else response.writeHead(302, { location: '/elsewhere' }).end()
    }
    expect(await sender.send({ url, secrets: [secret], eventId: 'evt_4', body })).toMatchObject({ status: 302 })
    expect(received).toHaveLength(1)
  })

  it('gives up on an endpoint that does not answer, or does not end its answer', async () => {
    const hasty = openHttpWebhooks({ allowPrivate: true, timeoutMs: 150 })
    answer = () => undefined
    await expect(hasty.send({ url, secrets: [secret], eventId: 'evt_5', body })).rejects.toMatchObject({
      code: 'webhook-unreachable',
      retry: true,
    })
    answer = (_, response) => response.writeHead(200).write('and')
    await expect(hasty.send({ url, secrets: [secret], eventId: 'evt_6', body })).rejects.toMatchObject({ code: 'webhook-unreachable' })
  })

  it('says that nobody listens, or breaks off', async () => {
    answer = (request) => request.destroy()
    await expect(sender.send({ url, secrets: [secret], eventId: 'evt_7', body })).rejects.toMatchObject({ code: 'webhook-unreachable' })
    const nobody = { url: 'http://127.0.0.1:1/', secrets: [secret], eventId: 'evt_8', body }
    await expect(sender.send(nobody)).rejects.toMatchObject({ code: 'webhook-unreachable' })
    const unknown = { ...nobody, url: 'http://nowhere.invalid/' }
    await expect(sender.send(unknown)).rejects.toMatchObject({ code: 'webhook-unreachable' })
  })

  it('sends nothing that it cannot sign', async () => {
    for (const secrets of [[], ['']]) {
      await expect(sender.send({ url, secrets, eventId: 'evt_9', body })).rejects.toMatchObject({ code: 'webhook-secret-invalid' })
    }
    expect(received).toEqual([])
  })

  it('sends nothing to this machine unless that is allowed, by whatever name', async () => {
    const guarded = openHttpWebhooks({ allowPrivate: false })
    const port = new URL(url).port
    for (const host of ['127.0.0.1', 'localhost', '2130706433', '0x7f.1', '[::1]', '[::ffff:127.0.0.1]', '0.0.0.0']) {
      const message = { url: `https://${host}:${port}/`, secrets: [secret], eventId: 'evt_10', body }
      await expect(guarded.send(message)).rejects.toMatchObject({ code: 'webhook-address-refused', retry: false })
      await expect(guarded.check(message.url)).rejects.toMatchObject({ code: 'webhook-address-refused' })
    }
    expect(received).toEqual([])
  })
})
