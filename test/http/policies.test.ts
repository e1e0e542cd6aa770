import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { replayPolicy } from '../../src/pipeline/replay-policy.js'
import { openService, read, type Service } from './open-service.js'
import { claimOn, pushed } from './samples.js'

let service: Service
let second: string
let now = new Date('2026-11-23T10:00:00+08:00')
beforeAll(async () => {
  service = await openService({ now: () => now })
  second = (await read(service.ask('POST', '/v1/api-keys', { json: { name: 'second', scopes: ['policies:read', 'policies:write'] } })))
    .secret
})
afterAll(() => service.close())

const drafted = async (json: object) => (await read(service.ask('POST', '/v1/policies/drafts', { json }))).id
const publish = (id: string, json: object = {}, key = second) => service.ask('POST', `/v1/policies/drafts/${id}/publish`, { json, key })
const current = async (merchantId?: string) =>
  (await service.ask('GET', `/v1/policies/current${merchantId ? `?merchantId=${merchantId}` : ''}`)).json()

describe('a policy', () => {
  it('holds only when another key published it, is laid over the one that holds, and gets the next version', async () => {
    const id = await drafted({ policy: { instant: { capFen: 100 } } })
    expect(await current()).toMatchObject({ version: 'default@1' })
    expect(await (await publish(id, {}, service.shop.liveKey)).json()).toMatchObject({ code: 'second-person-needed', status: 403 })
    expect(await (await publish(id, { person: '张三' }, service.shop.liveKey)).json()).toMatchObject({ code: 'second-person-needed' })
    expect(await (await publish(id)).json()).toMatchObject({ version: 1, policy: { instant: { capFen: 100, enabled: true } } })
    expect(await (await publish(id)).json()).toMatchObject({ code: 'policy-published', status: 409 })
    await publish(await drafted({ policy: { windows: { filingDays: 15 } } }))
    expect(await current()).toMatchObject({ version: 'custom@2', instant: { capFen: 100 }, windows: { filingDays: 15 } })
  })

  it('is published under one key by another person than each that wrote at it', async () => {
    const key = service.shop.liveKey
    const id = await drafted({ policy: {}, person: 'a' })
    await service.ask('PUT', `/v1/policies/drafts/${id}`, { json: { policy: { instant: { capFen: 200 } }, person: 'b' } })
    for (const person of ['a', 'b']) expect((await publish(id, { person }, key)).status).toBe(403)
    expect((await publish(id, { person: 'a' })).status).toBe(403)
    expect((await publish(id, { person: 'c' }, key)).status).toBe(201)
    expect(await current()).toMatchObject({ instant: { capFen: 200 } })
  })

  it('is refused by name where a number is out of its range, and nothing is kept', async () => {
    const json = { policy: { windows: { filingDays: 99 }, nonsense: 1 } }
    const bad = await service.ask('POST', '/v1/policies/drafts', { json })
    expect(await bad.json()).toMatchObject({ code: 'policy-invalid', status: 422, detail: expect.stringContaining('windows.filingDays') })
  })

  it('holds from its time on, and can be taken back until then and not after', async () => {
    const effectiveAt = '2026-11-24T10:00:00+08:00'
    const early = await publish(await drafted({ policy: { instant: { capFen: 300 } } }), { effectiveAt: '2026-11-23T09:59:59+08:00' })
    expect(await early.json()).toMatchObject({ code: 'policy-time-past' })
    const [one, two] = [
      await read(publish(await drafted({ policy: { instant: { capFen: 301 } } }), { effectiveAt })),
      await read(publish(await drafted({ policy: { instant: { capFen: 302 } } }), { effectiveAt })),
    ].map((row) => (row as unknown as { version: number }).version)
    expect(await current()).toMatchObject({ instant: { capFen: 200 } })
    expect(await (await service.ask('POST', `/v1/policies/withdrawals/${two}`, { json: {} })).json()).toMatchObject({ version: two })
    now = new Date(effectiveAt)
    expect(await current()).toMatchObject({ instant: { capFen: 301 } })
    const late = await service.ask('POST', `/v1/policies/withdrawals/${one}`, { json: {} })
    expect(await late.json()).toMatchObject({ code: 'policy-in-force', status: 409 })
  })

  it("of a merchant is laid over the platform's of the day, both are told, and it ends when it is retired", async () => {
    await publish(await drafted({ merchantId: 'm9', policy: { windows: { filingDays: 4 }, version: 'm9@1' } }))
    await publish(await drafted({ policy: { instant: { capFen: 400 } } }))
    const both = (await current('m9')) as { version: string }
    expect(both).toMatchObject({ windows: { filingDays: 4 }, instant: { capFen: 400 } })
    expect(both.version).toMatch(/^custom@\d+\+m9@\d+$/)
    expect(await current('m8')).toMatchObject({ windows: { filingDays: 15 } })
    await service.ask('PUT', '/v1/orders/M9', { json: pushed('M9', { merchantId: 'm9' }) })
    const asked = await service.ask('POST', '/v1/eligibility', { json: claimOn('M9') })
    expect(await asked.json()).toMatchObject({ policyVersion: both.version })
    await publish(await drafted({ merchantId: 'm9', retires: true }))
    expect(await current('m9')).toEqual(await current())
    const whole = await service.ask('POST', '/v1/policies/drafts', { json: { retires: true } })
    expect(await whole.json()).toMatchObject({ code: 'policy-invalid' })
  })

  it('is recorded: who drafted, who published', async () => {
    const { rows } = await service.parts.store.inPlatform(service.shop.live.id, ({ audit }) => audit.list({ limit: 200, after: null }))
    const actors = (action: string) => new Set(rows.filter((row) => row.action === action).map(({ actor }) => actor))
    expect(actors('policy.drafted').size).toBe(1)
    expect(actors('policy.published').size).toBe(2)
  })

  it('can be thrown away while it is a draft', async () => {
    const id = await drafted({ policy: {} })
    expect((await service.ask('DELETE', `/v1/policies/drafts/${id}`)).status).toBe(204)
    expect((await publish(id)).status).toBe(404)
  })
})

describe('a policy that is only tried', () => {
  it('is replayed by a job, and its progress, sums and flips are asked for by id', async () => {
    const asked = await service.ask('POST', '/v1/policies/replays', { json: { policy: { version: 'try@1' } } })
    expect(asked.status).toBe(202)
    const { id } = await read(asked)
    expect(await service.jobsOf(id)).toEqual(['replay-policy'])
    await replayPolicy({ store: service.parts.store, threads: 1 }, { platformId: service.shop.live.id, replayId: id }, never)
    const replay = await (await service.ask('GET', `/v1/policies/replays/${id}`)).json()
    expect(replay).toMatchObject({
      state: 'done',
      casesDone: 0,
      casesToDo: 0,
      difference: { flips: 0, byTier: { high: { before: { cases: 0 } } } },
    })
    expect(await (await service.ask('GET', `/v1/policies/replays/${id}/flips`)).json()).toEqual({ items: [], next: null })
  })

  it('runs as a shadow until it is ended, and is refused by name where it does not fit', async () => {
    const bad = await service.ask('PUT', '/v1/policies/shadow', { json: { policy: { windows: { appealDays: 0 } } } })
    expect(await bad.json()).toMatchObject({ code: 'policy-invalid' })
    expect((await service.ask('GET', '/v1/policies/shadow')).status).toBe(404)
    const json = { policy: { instant: { capFen: 1 } } }
    expect((await service.ask('PUT', '/v1/policies/shadow', { json })).status).toBe(200)
    expect(await (await service.ask('GET', '/v1/policies/shadow')).json()).toMatchObject({ ...json, difference: { cases: 0, flips: 0 } })
    expect((await service.ask('DELETE', '/v1/policies/shadow')).status).toBe(204)
    expect((await service.ask('DELETE', '/v1/policies/shadow')).status).toBe(404)
  })

  it('needs the scope to write policies', async () => {
    const { secret } = await read(service.ask('POST', '/v1/api-keys', { json: { name: 'reader', scopes: ['policies:read'] } }))
    for (const [method, address] of [
      ['POST', '/v1/policies/replays'],
      ['PUT', '/v1/policies/shadow'],
      ['POST', '/v1/policies/drafts'],
    ] as const)
      expect((await service.ask(method, address, { key: secret, json: { policy: {} } })).status).toBe(403)
  })
})

const never = new AbortController().signal
