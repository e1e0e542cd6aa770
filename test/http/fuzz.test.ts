import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openApiDocument } from '../../src/http/open-api-document.js'
import { openService, read, type Service } from './open-service.js'
import { claimOn, formOf, picture, pushed } from './samples.js'

/** How many requests; more with FUZZ_RUNS. */
const runs = Number(process.env.FUZZ_RUNS ?? 300)

let service: Service
let caseId: string
/** What stands for these words in an address. */
const known = new Map<string, string>()
beforeAll(async () => {
  service = await openService()
  await service.ask('PUT', '/v1/orders/A1', { json: pushed('A1') })
  caseId = (await read(service.ask('POST', '/v1/cases', { json: claimOn('A1') }))).id
  const { items } = await read(service.ask('POST', `/v1/cases/${caseId}/evidence`, { body: formOf({ file: picture() }) }))
  known.set('case', caseId).set('evidence', items[0]?.id ?? '')
  known.set('upload', (await read(service.ask('POST', `/v1/cases/${caseId}/uploads`))).uploadId)
  known.set('hook', (await read(service.ask('POST', '/v1/webhooks', { json: { url: 'http://127.0.0.1:9/hook' } }))).id)
  known.set('key', (await read(service.ask('POST', '/v1/api-keys', { json: { name: 'bait', scopes: ['cases:read'] } }))).id)
})
afterAll(() => service.close())

/** Text that breaks things: NUL, halves of pairs, controls, very long. */
const text = fc.oneof(
  { weight: 6, arbitrary: fc.string({ unit: 'binary', maxLength: 30 }) },
  fc.constantFrom(
    '\0',
    '\ud800',
    'x'.repeat(30_000),
    "'; drop table cases; --",
    '../../etc/passwd',
    '__proto__',
    '-1',
    '1e999',
    '9999-12-31T23:59:59+23:59',
    '0000-01-01T00:00:00Z',
  ),
)
const anyJson = fc.oneof(fc.jsonValue({ maxDepth: 4 }), text, fc.constantFrom(null, -1, 2 ** 53, 1e308, [], {}))

/** A value that nearly fits: the sample with some of its parts replaced. */
function bent(sample: unknown): fc.Arbitrary<unknown> {
  if (typeof sample !== 'object' || sample === null) return fc.oneof({ weight: 5, arbitrary: fc.constant(sample) }, anyJson)
  const inner = Array.isArray(sample)
    ? fc.tuple(...sample.map(bent))
    : fc.record(Object.fromEntries(Object.entries(sample).map(([key, value]) => [key, bent(value)])), { requiredKeys: [] })
  return fc.oneof({ weight: 12, arbitrary: inner }, anyJson)
}

/** A good body for each route that takes JSON, to be bent. */
const samples: Readonly<Record<string, unknown>> = {
  'put /v1/orders/{number}': pushed('A1'),
  'post /v1/orders': { orders: [pushed('A2'), pushed('A3')] },
  'post /v1/orders/import': pushed('A4'),
  'post /v1/cases': { ...claimOn('A1'), reference: 'mine' },
  'post /v1/eligibility': claimOn('A1'),
  'post /v1/policies/drafts': { policy: { instant: { enabled: true, capFen: 100 }, version: 'mine@1' }, merchantId: 'm1', person: 'a' },
  'post /v1/policies/replays': { policy: { instant: { capFen: 1 } }, merchantId: 'm1', since: '2026-01-01T00:00:00Z' },
  'put /v1/policies/shadow': { policy: { instant: { capFen: 1 } }, merchantId: 'm1', person: 'a' },
  'put /v1/policies/drafts/{id}': { policy: { trust: { high: { minCreditScore: 700 } } }, retires: false },
  'post /v1/policies/drafts/{id}/publish': { effectiveAt: '2999-01-01T00:00:00Z', person: 'b' },
  'post /v1/webhooks': { url: 'http://127.0.0.1:9/hook', types: ['case.opened'] },
  'patch /v1/webhooks/{id}': { url: 'http://127.0.0.1:9/hook', types: ['case.opened'], disabled: false },
  'post /v1/api-keys': { name: 'key', scopes: ['cases:read'], expiresAt: '2030-01-01T00:00:00Z' },
  'post /v1/api-keys/{id}/rotate': { overlapSeconds: 10 },
  'post /v1/cases/{id}/uploads/{upload}/finish': { fileName: 'a.mp4', as: 'order-page' },
}

const bodyFor = (route: string): fc.Arbitrary<Buffer> =>
  fc.oneof(
    { weight: 8, arbitrary: bent(samples[route] ?? {}).map((value) => Buffer.from(JSON.stringify(value) ?? '')) },
    fc.uint8Array({ maxLength: 400 }).map((bytes) => Buffer.from(bytes)),
    fc.constantFrom(Buffer.from('{"claim":{"statement":"\xff\xfe"}}', 'latin1'), Buffer.alloc(0), Buffer.alloc(3_000_000, '[')),
  )

const type = fc.constantFrom(
  'application/json',
  'application/json',
  'application/json; charset=utf-16',
  'multipart/form-data; boundary=b',
  'multipart/form-data',
  'text/csv',
  'application/x-ndjson',
  'application/offset+octet-stream',
  'nonsense',
  '',
)

const query = fc.dictionary(
  fc.constantFrom('limit', 'cursor', 'state', 'outcome', 'from', 'until', 'language', 'store', 'caseId', 'type', 'buyerId'),
  text,
  { maxKeys: 3 },
)
const headers = fc.dictionary(
  fc.constantFrom('upload-offset', 'idempotency-key', 'last-event-id', 'x-request-id', 'content-length'),
  fc.stringMatching(/^[!-~]{1,20}$/),
  { maxKeys: 2 },
)

const pathPart = fc.oneof(
  fc.constantFrom('case', 'case', 'evidence', 'upload', 'hook', 'key', 'A1', '%00', '%ff', '%', '..', 'case_01jdq0v1f2e3d4c5b6a798yzxw'),
  text.map((one) => encodeURIComponent(one.replace(/\p{Surrogate}/gu, ''))),
)

/** Whatever is asked: an answer that is no fault of ours, in its form, with nothing of the inside. */
async function expectHonest(answer: Response): Promise<void> {
  const words = answer.headers.get('content-type')?.includes('event-stream') ? '' : await answer.text()
  if (answer.headers.get('content-type')?.includes('event-stream')) await answer.body?.cancel()
  expect(answer.status, `${words} ${service.reported.map(({ stack }) => stack).join('\n')}`).toBeLessThan(500)
  expect(words).not.toMatch(/\bat \S+ \(|node_modules|\.ts:\d+/)
  if (answer.status >= 400) expect(JSON.parse(words)).toMatchObject({ status: answer.status, code: expect.stringMatching(/^[a-z-]+$/) })
}

describe('no request whatever', () => {
  it('makes the service fail or tell of its inside', async () => {
    const routes = Object.entries(openApiDocument(service.app).paths ?? {}).flatMap(([path, item]) =>
      Object.keys(item ?? {}).map((method) => ({ path, method })),
    )
    const request = fc.constantFrom(...routes).chain((route) =>
      fc.record({
        route: fc.constant(route),
        parts: fc.array(pathPart, { minLength: 2, maxLength: 2 }),
        query,
        headers,
        type,
        body: bodyFor(`${route.method} ${route.path}`),
      }),
    )
    await fc.assert(
      fc.asyncProperty(request, async ({ route, parts, query: asked, headers: sent, type: contentType, body: bytes }) => {
        let at = 0
        const address = route.path.replaceAll(/\{\w+\}/g, () => known.get(parts[at++] ?? '') ?? (parts[at - 1] || 'x'))
        const search = new URLSearchParams(asked).toString()
        const hasBody = route.method !== 'get' && route.method !== 'head'
        const answer = await service.ask(route.method.toUpperCase(), `${address}?${search}`, {
          headers: { ...sent, 'content-type': contentType },
          ...(hasBody ? { body: new Uint8Array(bytes) } : {}),
        })
        await expectHonest(answer)
      }),
      { numRuns: runs },
    )
  })

  it('gets through with a body of parts that is broken anywhere', async () => {
    const whole = Buffer.from(await new Response(formOf({ case: JSON.stringify(claimOn('A1')), 'order-page': picture() })).arrayBuffer())
    const boundary = whole.subarray(2, whole.indexOf('\r\n')).toString('latin1')
    const broken = fc.record({
      cut: fc.integer({ min: 0, max: whole.length }),
      flips: fc.array(fc.tuple(fc.integer({ min: 0, max: Math.min(whole.length - 1, 700) }), fc.integer({ min: 0, max: 255 })), {
        maxLength: 6,
      }),
      address: fc.constantFrom(`/v1/cases/${caseId}/evidence`, '/v1/screenings'),
    })
    await fc.assert(
      fc.asyncProperty(broken, async ({ cut, flips, address }) => {
        const bytes = new Uint8Array(whole)
        for (const [at, value] of flips) bytes[at] = value
        const headers = { 'content-type': `multipart/form-data; boundary=${boundary}` }
        await expectHonest(await service.ask('POST', address, { body: bytes.slice(0, cut), headers }))
      }),
      { numRuns: Math.ceil(runs / 5) },
    )
  })
})
