import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { moveStoredCase } from '../../src/pipeline/move-stored-case.js'
import { openService, read, type Service } from './open-service.js'
import { claimOn, formOf, picture, pushed } from './samples.js'
import { type Browser, signedIn } from './visitor.js'

let service: Service
let mine: Browser
let orders = 0

beforeAll(async () => {
  service = await openService()
  mine = (await signedIn(service, 'merchant', { merchantId: 'merchant-1' })).browser
})
afterAll(() => service.close())

/** A case against a merchant whose word is waited for. */
async function openAgainst(merchantId: string): Promise<string> {
  const number = `MA${++orders}`
  await service.ask('PUT', `/v1/orders/${number}`, { json: pushed(number, { merchantId }) })
  const { id } = await read(service.ask('POST', '/v1/cases', { json: claimOn(number) }))
  const judgedAt = new Date().toISOString()
  const judged = { is: 'judged', outcome: 'merchant-window', objected: false, until: null, judgedAt, payouts: [] } as const
  await service.parts.store.inPlatform(service.shop.live.id, (rows) => moveStoredCase(rows, id, judged, { actor: 'system', now: judgedAt }))
  return id
}

const say = async (id: string, name: string, json: unknown, headers = {}) => {
  const answer = await mine.ask('POST', `/v1/cases/${id}/${name}`, { json, headers })
  return { status: answer.status, body: (await answer.json()) as Record<string, unknown> }
}
const upload = async (id: string, fields: Readonly<Record<string, string>>, size: number) => {
  const body = formOf({ file: picture(size) })
  for (const [name, value] of Object.entries(fields)) body.set(name, value)
  const answer = await mine.ask('POST', `/v1/cases/${id}/evidence`, { body })
  return { status: answer.status, body: (await answer.json()) as { items?: { id: string; side: string }[]; code?: string } }
}
const objection = { state: 'objects', words: '卡密在付款后由买家本人激活，见后台截图' }

describe('a merchant in its own case', () => {
  it('objects with words and a proof, and then has nothing more to say', async () => {
    const id = await openAgainst('merchant-1')
    expect(await say(id, 'merchant-answer', { state: 'objects', words: ' ' })).toMatchObject({
      status: 409,
      body: { code: 'move-refused' },
    })
    expect(await say(id, 'merchant-answer', objection)).toMatchObject({ status: 200, body: { state: 'arbitration' } })
    const { status, body } = await upload(id, { by: 'merchant' }, 700)
    expect({ status, side: body.items?.[0]?.side }).toEqual({ status: 201, side: 'merchant' })
    expect(await service.jobsOf(body.items?.[0]?.id ?? '')).toContain('read-evidence')
    expect(await say(id, 'rest', { side: 'merchant' })).toMatchObject({ status: 200, body: { waitsFor: { whom: 'buyer' } } })
    const seen = await (await mine.ask('GET', `/v1/cases/${id}`)).json()
    expect(seen).toMatchObject({ merchantAnswer: objection, rested: ['merchant'], evidence: [{ side: 'merchant' }], verdict: null })
    const { rows } = await service.parts.store.inPlatform(service.shop.live.id, ({ audit }) => audit.list({ limit: 9, after: null }))
    expect(rows.find(({ subject, action }) => subject === id && action.startsWith('case.'))?.actor).toMatch(/^per_/)
  })

  it('gives the same answer again under one Idempotency-Key, and answers once', async () => {
    const id = await openAgainst('merchant-1')
    const headers = { 'idempotency-key': 'consents' }
    const first = await say(id, 'merchant-answer', { state: 'consents' }, headers)
    expect(first).toMatchObject({ status: 200, body: { state: 'open' } })
    expect(await say(id, 'merchant-answer', { state: 'consents' }, headers)).toEqual(first)
  })

  it('uploads a large proof in parts, as the merchant', async () => {
    const id = await openAgainst('merchant-1')
    const begun = await mine.ask('POST', `/v1/cases/${id}/uploads`, { json: {} })
    const { uploadId } = (await begun.json()) as { uploadId: string }
    const bytes = picture(900)
    const headers = { 'upload-offset': '0', 'content-type': 'application/offset+octet-stream' }
    expect((await mine.ask('PATCH', `/v1/cases/${id}/uploads/${uploadId}`, { body: bytes, headers })).status).toBe(200)
    const finish = { fileName: '后台截图.png', by: 'buyer' }
    const asBuyer = await mine.ask('POST', `/v1/cases/${id}/uploads/${uploadId}/finish`, { json: finish })
    expect(asBuyer.status).toBe(403)
    const own = await mine.ask('POST', `/v1/cases/${id}/uploads/${uploadId}/finish`, { json: { ...finish, by: 'merchant' } })
    expect(own.status).toBe(201)
  })

  it('never speaks for the buyer: no upload, no rest, no appeal, no withdrawal', async () => {
    const id = await openAgainst('merchant-1')
    await say(id, 'merchant-answer', objection)
    for (const [name, json] of [
      ['rest', { side: 'buyer' }],
      ['ask-person', {}],
      ['appeal', {}],
      ['withdraw', {}],
      ['take', { person: 'per_x' }],
      ['decision', { decision: 'refuse', person: 'per_x', reasonCode: 'x', words: 'x' }],
    ] as const)
      expect(await say(id, name, json), name).toMatchObject({ status: 403, body: { code: 'scope-missing' } })
    expect(await upload(id, {}, 800)).toMatchObject({ status: 403, body: { code: 'scope-missing' } })
    expect(await upload(id, { by: 'buyer' }, 800)).toMatchObject({ status: 403 })
    expect(await (await mine.ask('GET', `/v1/cases/${id}`)).json()).toMatchObject({ state: 'arbitration', rested: [], evidence: [] })
  })
})

describe('a merchant in the case of another', () => {
  it('says nothing and changes nothing: the case is not there', async () => {
    const id = await openAgainst('merchant-2')
    const moves = () => service.parts.store.inPlatform(service.shop.live.id, ({ cases }) => cases.timeline(id))
    const before = await moves()
    expect(await say(id, 'merchant-answer', objection)).toMatchObject({ status: 404, body: { code: 'not-found' } })
    expect(await say(id, 'rest', { side: 'merchant' })).toMatchObject({ status: 404 })
    expect((await upload(id, { by: 'merchant' }, 600)).status).toBe(404)
    expect(await say(id, 'uploads', {})).toMatchObject({ status: 404 })
    expect(await moves()).toEqual(before)
  })

  it('is held back by the store itself, whatever a route forgets', async () => {
    const id = await openAgainst('merchant-2')
    const { store } = service.parts
    let ran = false
    const intrude = store.inMerchantsCase(service.shop.live.id, 'merchant-1', id, async () => {
      ran = true
    })
    await expect(intrude).rejects.toMatchObject({ code: 'not-found' })
    await expect(store.inMerchantsCase(service.shop.live.id, '', id, async () => undefined)).rejects.toMatchObject({ code: 'internal' })
    expect(ran).toBe(false)
  })
})

describe('a key for merchants’ answers', () => {
  it('answers for the merchant and never for the buyer', async () => {
    const id = await openAgainst('merchant-2')
    const { secret: key } = await read(service.ask('POST', '/v1/api-keys', { json: { name: 'shop desk', scopes: ['cases:answer'] } }))
    const ask = async (name: string, json: unknown) => (await service.ask('POST', `/v1/cases/${id}/${name}`, { key, json })).status
    expect(await ask('merchant-answer', objection)).toBe(200)
    expect(await ask('rest', { side: 'buyer' })).toBe(403)
    expect(await ask('rest', { side: 'merchant' })).toBe(200)
    expect(await ask('withdraw', {})).toBe(403)
  })
})
