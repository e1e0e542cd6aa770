import type { AddressInfo } from 'node:net'
import { serve } from '@hono/node-server'
import { Webhook } from 'standardwebhooks'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openClient } from '../../src/client/client.js'
import { verifyWebhook } from '../../src/client/verify-webhook.js'
import { openService, read, type Service } from '../http/open-service.js'
import { claimOn, picture, pushed } from '../http/samples.js'

let service: Service
beforeAll(async () => {
  service = await openService()
})
afterAll(() => service.close())

describe('over a real connection', () => {
  let server: ReturnType<typeof serve>
  let baseUrl: string
  beforeAll(async () => {
    server = await new Promise((resolve) => {
      const started = serve({ fetch: service.app.fetch, port: 0, hostname: '127.0.0.1' }, () => resolve(started))
    })
    baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  })
  afterAll(() => new Promise((resolve) => server.close(resolve)))

  it('the client files a claim with evidence, in one piece and in parts', async () => {
    const client = openClient({ baseUrl, apiKey: service.shop.liveKey, retryMs: 1 })
    await client.putOrder(pushed('L1') as never)
    const opened = await client.openCase({ claim: { ...claimOn('L1').claim, reason: 'key-invalid' } })
    const [first] = await client.addEvidence(opened.id, [{ fileName: '1.png', content: picture(900), as: 'order-page' }])
    const second = await client.uploadInParts(opened.id, { fileName: '2.png', content: picture(901) }, 30)
    const whole = await client.getCase(opened.id)
    expect(whole.evidence.map(({ id }) => id)).toEqual([first?.id, second.id])
    expect((await client.listCases({ orderNumber: 'L1' })).items.map(({ id }) => id)).toEqual([opened.id])
  })

  it('the client does once what it had to send twice', async () => {
    let lost = 0
    const losing: typeof fetch = async (input, init) => {
      const answer = await fetch(input, init)
      if (lost++ > 0) return answer
      await answer.arrayBuffer()
      throw new TypeError('the connection broke before the answer came')
    }
    const client = openClient({ baseUrl, apiKey: service.shop.liveKey, retryMs: 1, fetch: losing })
    const opened = await client.openCase(claimOn('L2') as never)
    expect(opened.joined).toBe(false)
    expect(lost).toBe(2)
  })

  it('the client names what the service refused', async () => {
    const client = openClient({ baseUrl, apiKey: service.shop.liveKey, retryMs: 1 })
    await expect(client.getCase('case_none')).rejects.toMatchObject({ name: 'ApiProblem', code: 'not-found', status: 404 })
  })

  it('the client takes a signed event and refuses a changed one', () => {
    const secret = `whsec_${Buffer.alloc(32, 7).toString('base64')}`
    const body = JSON.stringify({ type: 'case.decided', timestamp: '2026-11-20T00:00:00Z', data: {} })
    const at = new Date()
    const headers = {
      'webhook-id': 'evt_1',
      'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
      'webhook-signature': new Webhook(secret).sign('evt_1', at, body),
    }
    expect(verifyWebhook(body, headers, secret).type).toBe('case.decided')
    expect(() => verifyWebhook(body.replace('decided', 'opened'), headers, secret)).toThrow()
  })

  it('events stream as they happen, after the last one that was seen, and end with the key', async () => {
    const authorization = `Bearer ${service.shop.liveKey}`
    const { id } = await read(service.ask('POST', '/v1/cases', { json: claimOn('Z1') }))
    const { items } = await read(service.ask('GET', `/v1/events?caseId=${id}`))
    const stop = new AbortController()
    const stream = await fetch(`${baseUrl}/v1/events/stream`, {
      headers: { authorization, 'last-event-id': items[0]?.id ?? '' },
      signal: stop.signal,
    })
    const next = await read(service.ask('POST', '/v1/cases', { json: claimOn('Z2') }))
    const chunks = stream.body?.pipeThrough(new TextDecoderStream()).getReader()
    let seen = ''
    while (!seen.includes(next.id) || !seen.includes(': alive')) seen += (await chunks?.read())?.value ?? ''
    stop.abort()
    expect(seen).toContain('event: case.opened')
    expect(seen).not.toContain(id)
  })

  it('a revoked key ends its stream', async () => {
    const made = await read(service.ask('POST', '/v1/api-keys', { json: { name: 'stream', scopes: ['events:read'] } }))
    const stream = await fetch(`${baseUrl}/v1/events/stream`, { headers: { authorization: `Bearer ${made.secret}` } })
    await service.ask('DELETE', `/v1/api-keys/${made.id}`)
    expect(await stream.text()).toContain(': listening')
  })
})
