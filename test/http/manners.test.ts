import { Registry } from 'prom-client'
import { RateLimiterMemory } from 'rate-limiter-flexible'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createApp } from '../../src/http/app.js'
import { rememberKeys } from '../../src/http/known-keys.js'
import type { ApiKeyRow } from '../../src/ports/store/system.js'
import { openService, read, type Service } from './open-service.js'
import { claimOn, pushed } from './samples.js'

let service: Service
beforeAll(async () => {
  service = await openService()
})
afterAll(() => service.close())

describe('the door', () => {
  it.each([
    ['no key', null],
    ['a word', 'secret'],
    ['a key nobody made', `sp_live_${'a'.repeat(43)}`],
  ])('turns away %s', async (_, key) => {
    const answer = await service.ask('GET', '/v1/cases', { key })
    expect(answer.status).toBe(401)
    expect(answer.headers.get('www-authenticate')).toBe('Bearer')
    expect(await answer.json()).toMatchObject({ code: 'unauthenticated', status: 401 })
  })

  it('lets a key do only what its scopes say, and make none that may do more', async () => {
    const { secret } = await read(service.ask('POST', '/v1/api-keys', { json: { name: 'looks', scopes: ['cases:read', 'keys:manage'] } }))
    expect((await service.ask('GET', '/v1/cases', { key: secret })).status).toBe(200)
    expect((await service.ask('POST', '/v1/cases', { key: secret, json: claimOn('A1') })).status).toBe(403)
    const stronger = await service.ask('POST', '/v1/api-keys', { key: secret, json: { name: 'more', scopes: ['keys:reveal'] } })
    expect(await stronger.json()).toMatchObject({ code: 'scope-missing', status: 403 })
  })

  it('knows a revoked key no more, and a rotated one until its time is over', async () => {
    const made = await read(service.ask('POST', '/v1/api-keys', { json: { name: 'one', scopes: ['cases:read'] } }))
    const rotated = await read(service.ask('POST', `/v1/api-keys/${made.id}/rotate`, { json: { overlapSeconds: 600 } }))
    expect((await service.ask('GET', '/v1/cases', { key: made.secret })).status).toBe(200)
    expect((await service.ask('GET', '/v1/cases', { key: rotated.secret })).status).toBe(200)
    expect((await service.ask('DELETE', `/v1/api-keys/${rotated.id}`)).status).toBe(200)
    expect((await service.ask('GET', '/v1/cases', { key: rotated.secret })).status).toBe(401)
    const now = new Date(Date.now() + 601_000)
    const later = createApp({ ...service.parts, metrics: new Registry(), now: () => now })
    expect((await later.request('/v1/cases', { headers: { authorization: `Bearer ${made.secret}` } })).status).toBe(401)
  })

  it('believes a known key for three seconds without asking, then hears what another process did to it', async () => {
    let nowMs = Date.now()
    const { store } = service.parts
    let lookUps = 0
    const inAll: typeof store.inAll = (work) => {
      lookUps++
      return store.inAll(work)
    }
    const app = createApp({ ...service.parts, store: { ...store, inAll }, metrics: new Registry(), now: () => new Date(nowMs) })
    const made = await read(service.ask('POST', '/v1/api-keys', { json: { name: 'elsewhere', scopes: ['cases:read'] } }))
    const ask = async () => (await app.request('/v1/cases', { headers: { authorization: `Bearer ${made.secret}` } })).status
    expect([await ask(), await ask(), await ask(), lookUps]).toEqual([200, 200, 200, 1])
    await store.inAll(({ apiKeys }) => apiKeys.revoke(made.id, new Date(nowMs).toISOString()))
    expect(await ask()).toBe(200)
    nowMs += 3000
    expect(await ask()).toBe(401)
    // Refusals are looked up each time: a key that is made or let in again works at once.
    const before = lookUps
    await ask()
    expect(lookUps).toBe(before + 1)
  })

  it('does not keep a key that was revoked here while it was being looked up', () => {
    const known = rememberKeys()
    const key = { id: 'key_1' } as ApiKeyRow
    const keep = known.lookingUp('a', 0)
    known.forget()
    keep(key)
    expect(known.get('a', 1)).toBeNull()
    known.lookingUp('a', 0)(key)
    expect(known.get('a', 1)).toBe(key)
  })

  it('keeps what a test key does apart from the live side', async () => {
    const { testKey } = service.shop
    expect((await service.ask('PUT', '/v1/orders/T1', { key: testKey, json: pushed('T1') })).status).toBe(201)
    expect((await service.ask('GET', '/v1/orders/T1')).status).toBe(404)
  })

  it('says how many requests are left, and when to come again', async () => {
    const limiter = new RateLimiterMemory({ points: 2, duration: 60 })
    const app = createApp({ ...service.parts, metrics: new Registry(), limiter })
    const ask = () => app.request('/v1/cases', { headers: { authorization: `Bearer ${service.shop.liveKey}` } })
    expect((await ask()).headers.get('ratelimit')).toMatch(/^"key";r=1;t=\d+$/)
    await ask()
    const third = await ask()
    expect(third.status).toBe(429)
    expect(Number(third.headers.get('retry-after'))).toBeGreaterThan(0)
    expect(await third.json()).toMatchObject({ code: 'rate-limited', retry: true })
  })
})

describe('an answer', () => {
  it('is problem+json for an address that is none, and for a method that is none', async () => {
    const nowhere = await service.ask('GET', '/v1/nowhere')
    expect(nowhere.headers.get('content-type')).toBe('application/problem+json')
    expect(await nowhere.json()).toMatchObject({ code: 'not-found', requestId: expect.any(String) })
    const wrong = await service.ask('DELETE', '/v1/cases')
    expect(wrong.status).toBe(405)
    expect(wrong.headers.get('allow')).toContain('POST')
  })

  it('names all that is wrong with a body, each with its path', async () => {
    const answer = await service.ask('POST', '/v1/cases', { json: { claim: { orderNumber: 'A1', reason: 'nonsense' } } })
    expect(answer.status).toBe(422)
    const { code, problems } = await read(answer)
    expect(code).toBe('request-invalid')
    expect(problems.map(({ at }) => at)).toEqual(['body.claim.reason', 'body.claim.buyerId'])
  })

  it.each([
    ['broken JSON', { body: '{"claim":', headers: { 'content-type': 'application/json' } }, 400, 'request-malformed'],
    ['U+0000', { json: claimOn('A1', 'a\0b') }, 400, 'request-malformed'],
    ['half a surrogate pair', { body: '{"claim":"\\ud800"}', headers: { 'content-type': 'application/json' } }, 400, 'request-malformed'],
    [
      'endless nesting',
      { body: '['.repeat(20_000) + ']'.repeat(20_000), headers: { 'content-type': 'application/json' } },
      400,
      'request-malformed',
    ],
    ['another type', { body: 'a=b', headers: { 'content-type': 'text/plain' } }, 415, 'media-type-refused'],
    ['a huge body', { json: claimOn('A1', 'x'.repeat(100_000)) }, 413, 'body-too-large'],
  ])('refuses %s by name', async (_, asked, status, code) => {
    const answer = await service.ask('POST', '/v1/cases', asked)
    expect(answer.status).toBe(status)
    expect(await answer.json()).toMatchObject({ code, status })
  })

  it('tells nothing of what broke inside, and says it to the report', async () => {
    const store = { ...service.parts.store, lookInPlatform: () => Promise.reject(new Error('secret words of the database')) }
    const reported: Error[] = []
    const app = createApp({ ...service.parts, metrics: new Registry(), store, report: (fault) => reported.push(fault) })
    const answer = await app.request('/v1/cases', { headers: { authorization: `Bearer ${service.shop.liveKey}` } })
    expect(answer.status).toBe(500)
    const text = await answer.text()
    expect(JSON.parse(text)).toMatchObject({ code: 'internal' })
    expect(text).not.toContain('secret words')
    expect(reported.map(({ message }) => message)).toEqual(['secret words of the database'])
  })

  it('carries the headers that keep browsers from harm, and is kept by no cache', async () => {
    const { headers } = await service.ask('GET', '/v1/cases')
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('content-security-policy')).toContain("default-src 'none'")
    expect(headers.get('cache-control')).toBe('no-store')
    expect(headers.get('x-request-id')).toMatch(/.+/)
  })
})

describe('the service', () => {
  it('says that it lives and is ready, and counts by route and not by address', async () => {
    expect((await service.ask('GET', '/healthz', { key: null })).status).toBe(200)
    expect(await read(service.ask('GET', '/readyz', { key: null }))).toEqual({
      status: 'ok',
      parts: { store: 'ok', queue: 'ok', blobs: 'ok' },
    })
    await service.ask('GET', '/v1/cases/case_of_nobody')
    const figures = await (await service.ask('GET', '/metrics', { key: null })).text()
    expect(figures).toContain('http_requests_total{method="GET",route="/v1/cases/:id",status="404"}')
    expect(figures).toContain('queue_jobs{name="judge-case",state="waiting"} 0')
    expect(figures).not.toContain('case_of_nobody')
  })

  it('is not ready while its store does not answer', async () => {
    const store = { ...service.parts.store, ping: () => Promise.reject(new Error('gone')) }
    const app = createApp({ ...service.parts, metrics: new Registry(), store })
    const answer = await app.request('/readyz')
    expect(answer.status).toBe(503)
    expect(await answer.json()).toMatchObject({ status: 'failing', parts: { store: 'failing', blobs: 'ok' } })
  })
})
