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
