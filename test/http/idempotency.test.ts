import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openService, read, type Service } from './open-service.js'
import { claimOn, formOf, picture } from './samples.js'

let service: Service
beforeAll(async () => {
  service = await openService()
})
afterAll(() => service.close())

describe('Idempotency-Key', () => {
  it('gives the same bytes again and does it once, also for what is shown only once', async () => {
    const ask = () =>
      service.ask('POST', '/v1/webhooks', { json: { url: 'http://127.0.0.1:9/a' }, headers: { 'idempotency-key': 'hook-1' } })
    const [first, again] = [await ask(), await ask()]
    expect(await again.text()).toBe(await first.text())
    expect(again.status).toBe(201)
    expect(again.headers.get('idempotency-replayed')).toBe('true')
    expect((await read(service.ask('GET', '/v1/webhooks'))).items).toHaveLength(1)
  })

  it('refuses another body under the same key', async () => {
    const headers = { 'idempotency-key': 'case-1' }
    await service.ask('POST', '/v1/cases', { json: claimOn('I1'), headers })
    const other = await service.ask('POST', '/v1/cases', { json: claimOn('I2'), headers })
    expect(await other.json()).toMatchObject({ code: 'idempotency-key-reused', status: 422 })
  })

  it('is free again after a request that failed', async () => {
    const headers = { 'idempotency-key': 'case-2' }
    expect((await service.ask('POST', '/v1/cases', { json: {}, headers })).status).toBe(422)
    expect((await service.ask('POST', '/v1/cases', { json: claimOn('I3'), headers })).status).toBe(201)
  })

  it('lets one of many at the same time through, and the others know', async () => {
    const headers = { 'idempotency-key': 'case-3' }
    const answers = await Promise.all(Array.from({ length: 6 }, () => service.ask('POST', '/v1/cases', { json: claimOn('I4'), headers })))
    const statuses = answers.map(({ status }) => status)
    expect(statuses.every((status) => status === 201 || status === 409)).toBe(true)
    const ids = new Set(await Promise.all(answers.filter(({ status }) => status === 201).map(async (answer) => (await read(answer)).id)))
    expect(ids.size).toBe(1)
  })

  it('holds for uploads whose boundary differs', async () => {
    const { id } = await read(service.ask('POST', '/v1/cases', { json: claimOn('I5') }))
    const send = () =>
      service.ask('POST', `/v1/cases/${id}/evidence`, { body: formOf({ file: picture(500) }), headers: { 'idempotency-key': 'up-1' } })
    expect(await (await send()).text()).toBe(await (await send()).text())
    expect((await service.jobsOf(id)).filter((name) => name === 'read-evidence')).toHaveLength(0)
    expect((await read(service.ask('GET', `/v1/cases/${id}`))) as unknown).toMatchObject({ revision: 2, evidence: [{ state: 'waiting' }] })
  })
})
