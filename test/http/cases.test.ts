import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { deliveredKey } from '../builders/case.js'
import { drawReading } from '../builders/reading.js'
import { openService, read, type Service } from './open-service.js'
import { claimOn, formOf, picture, pushed } from './samples.js'

let service: Service
beforeAll(async () => {
  service = await openService()
})
afterAll(() => service.close())

describe('a case', () => {
  it('rules 1.2: is joined by a second claim on the same order', async () => {
    const first = await read(service.ask('POST', '/v1/cases', { json: claimOn('X1') }))
    const second = await service.ask('POST', '/v1/cases', { json: claimOn('X1', '还是不行') })
    expect(second.status).toBe(200)
    expect(await read(second)).toMatchObject({ id: first.id, joined: true })
  })

  it('announces itself with a delivery for each endpoint that wants it', async () => {
    const hook = await read(service.ask('POST', '/v1/webhooks', { json: { url: 'http://127.0.0.1:9/b', types: ['case.opened'] } }))
    const { id } = await read(service.ask('POST', '/v1/cases', { json: claimOn('X2') }))
    const { items } = await read(service.ask('GET', `/v1/deliveries?endpointId=${hook.id}`))
    expect(items).toMatchObject([{ eventType: 'case.opened', caseId: id, state: 'waiting' }])
    expect(await service.jobsOf(items[0]?.id ?? '')).toEqual(['deliver-webhook'])
  })

  it.each([
    ['no picture', new File(['words'], 'a.png'), 415, 'format-refused'],
    ['an empty file', new File([], 'a.png'), 422, 'file-empty'],
  ])('takes nothing of an upload with %s among its files', async (_, bad, status, code) => {
    const { id } = await read(service.ask('POST', '/v1/cases', { json: claimOn(`Y-${code}`) }))
    const answer = await service.ask('POST', `/v1/cases/${id}/evidence`, { body: formOf({ 'order-page': picture(), file: bad }) })
    expect(await answer.json()).toMatchObject({ status, code })
    expect((await read(service.ask('GET', `/v1/cases/${id}`))) as unknown).toMatchObject({ evidence: [], revision: 1 })
  })

  it('takes a file in parts, tells where to go on, and refuses one that does not fit', async () => {
    const { id } = await read(service.ask('POST', '/v1/cases', { json: claimOn('Y3') }))
    const { uploadId } = await read(service.ask('POST', `/v1/cases/${id}/uploads`))
    const address = `/v1/cases/${id}/uploads/${uploadId}`
    const bytes = new Uint8Array(await picture(600).arrayBuffer())
    const send = (offset: number, part: Uint8Array<ArrayBuffer>) =>
      service.ask('PATCH', address, {
        body: part,
        headers: { 'upload-offset': String(offset), 'content-type': 'application/offset+octet-stream' },
      })
    expect((await send(0, bytes.slice(0, 20))).headers.get('upload-offset')).toBe('20')
    expect(await (await send(50, bytes.slice(50))).json()).toMatchObject({ code: 'upload-conflict', status: 409 })
    expect((await service.ask('HEAD', address)).headers.get('upload-offset')).toBe('20')
    await send(20, bytes.slice(20))
    const finished = await service.ask('POST', `${address}/finish`, { json: { fileName: '录屏.png', as: 'order-page' } })
    expect(await finished.json()).toMatchObject({ bytes: bytes.length, state: 'waiting', as: 'order-page' })
  })

  it('rules 9.1, 9.3: shows what was read with card keys masked, unless the key may see them', async () => {
    await service.ask('PUT', '/v1/orders/R1', { json: pushed('R1') })
    const { id } = await read(service.ask('POST', '/v1/cases', { json: claimOn('R1') }))
    const { items } = await read(service.ask('POST', `/v1/cases/${id}/evidence`, { body: formOf({ file: picture(700) }) }))
    const evidenceId = items[0]?.id ?? ''
    await service.parts.store.inPlatform(service.shop.live.id, ({ readings }) =>
      readings.put(evidenceId, drawReading([`卡密 ${deliveredKey}`])),
    )
    const open = await (await service.ask('GET', `/v1/evidence/${evidenceId}/reading`)).text()
    const { secret } = await read(service.ask('POST', '/v1/api-keys', { json: { name: 'plain', scopes: ['cases:read'] } }))
    const masked = await (await service.ask('GET', `/v1/evidence/${evidenceId}/reading`, { key: secret })).text()
    expect(open).toContain(deliveredKey)
    expect(masked).not.toContain(deliveredKey)
    expect((await service.ask('GET', `/v1/evidence/${evidenceId}/content`, { key: secret })).status).toBe(403)
  })

  it('rules 1.5: can be asked about before it is filed', async () => {
    await service.ask('PUT', '/v1/orders/E1', { json: pushed('E1', { refundedFen: 12_800, status: 'refunded' }) })
    const answer = await service.ask('POST', '/v1/eligibility?language=en', { json: claimOn('E1') })
    expect(await answer.json()).toMatchObject({
      outcome: 'not-eligible',
      rule: 'already-refunded',
      explanation: expect.stringMatching(/\w+/),
    })
    expect((await read(service.ask('GET', '/v1/cases?orderNumber=E1'))).items).toEqual([])
    await service.ask('PUT', '/v1/orders/E2', { json: pushed('E2') })
    const { claim } = claimOn('E2')
    const json = { claim: { ...claim, submittedAt: '2026-11-20T14:40:00+08:00' } }
    const missing = await service.ask('POST', '/v1/eligibility?language=en', { json })
    expect(await missing.json()).toMatchObject({
      outcome: 'more-evidence',
      completeness: { missing: [{ link: 'failure', ask: expect.stringMatching(/\w+/) }, { link: 'third-party' }] },
    })
  })
})

describe('a claim without a number', () => {
  const paidAt = '2026-11-20T14:12:00+08:00'
  const file = async (buyerId: string, remembered: unknown) =>
    (await (await service.ask('POST', '/v1/cases', { json: { claim: { ...claimOn(null).claim, buyerId }, remembered } })).json()) as {
      orderNumber: string | null
      joined: boolean
    }
  const push = (number: string, buyerId: string, changes: Parameters<typeof pushed>[1] = {}) => {
    const order = pushed(number, changes)
    return service.ask('PUT', `/v1/orders/${number}`, { json: { ...order, buyer: { ...order.buyer, id: buyerId } } })
  }

  it('rules 1.6: is on the one order of the buyer that was paid then for that product', async () => {
    await push('N1', 'forgetful')
    await push('N2', 'forgetful', { paidAt: '2026-11-19T14:12:00+08:00' })
    await push('N3', 'forgetful', { product: { id: 'p1', name: '点卡 100 元', kind: 'card-key' } })
    const remembered = { paidAt, productName: 'windows 11专业版' }
    expect(await file('forgetful', remembered)).toMatchObject({ orderNumber: 'N1', joined: false })
    expect(await file('forgetful', remembered)).toMatchObject({ orderNumber: 'N1', joined: true })
    const json = { claim: { ...claimOn(null).claim, buyerId: 'forgetful', submittedAt: '2026-11-20T14:40:00+08:00' }, remembered }
    expect(await (await service.ask('POST', '/v1/eligibility', { json })).json()).toMatchObject({ rule: 'chain-incomplete' })
    expect((await service.ask('POST', '/v1/eligibility', { json: { ...json, remembered: { paidAt, productName: '　 ' } } })).status).toBe(
      422,
    )
  })

  it.each([
    ['of another buyer', 'stranger', { paidAt, productName: 'Windows 11' }],
    ['paid at another time', 'forgetful-2', { paidAt: '2026-11-20T14:16:00+08:00', productName: 'Windows 11' }],
    ['for another product', 'forgetful-2', { paidAt, productName: 'Office 2024' }],
    ['of which there are two', 'twice', { paidAt, productName: 'Windows 11' }],
  ])('rules 1.6: is on no order %s', async (_, buyerId, remembered) => {
    await push('N4', 'forgetful-2')
    await push('N5', 'twice')
    await push('N6', 'twice')
    expect((await file(buyerId, remembered)).orderNumber).toBeNull()
  })
})

describe('a screening', () => {
  it('gives a verdict and keeps nothing, unless it is asked to', async () => {
    const json = JSON.stringify({ ...claimOn('S1'), ...pushed('S1') })
    const kept = await read(service.ask('POST', '/v1/screenings?store=true', { body: formOf({ case: json, 'order-page': picture(800) }) }))
    expect(kept.caseId).toMatch(/^case_/)
    const other = JSON.stringify({ ...claimOn('S2'), ...pushed('S2') })
    const answer = await service.ask('POST', '/v1/screenings', { body: formOf({ case: other, 'order-page': picture(801) }) })
    expect(await answer.json()).toMatchObject({
      caseId: null,
      verdict: { outcome: expect.any(String) },
      evidence: [{ file: '截图-801.png', fault: null }],
    })
    expect((await service.ask('GET', '/v1/orders/S2')).status).toBe(404)
    expect((await read(service.ask('GET', '/v1/cases?orderNumber=S2'))).items).toEqual([])
  })
})
