import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { CaseCommand } from '../../src/model/case-life.js'
import { moveStoredCase } from '../../src/pipeline/move-stored-case.js'
import { deliveredKey } from '../builders/case.js'
import { openService, read, type Service } from './open-service.js'
import { claimOn, formOf, picture, pushed } from './samples.js'

let service: Service
beforeAll(async () => {
  service = await openService()
})
afterAll(() => service.close())

const verdict = (outcome: 'review' | 'merchant-window' | 'not-eligible' | 'more-evidence'): CaseCommand => {
  const judgedAt = new Date().toISOString()
  return { is: 'judged', outcome, objected: false, until: null, judgedAt, payouts: [] }
}

/** A case that the machine has judged so. */
async function openJudged(number: string, outcome: Parameters<typeof verdict>[0]): Promise<string> {
  await service.ask('PUT', `/v1/orders/${number}`, { json: pushed(number) })
  const { id } = await read(service.ask('POST', '/v1/cases', { json: claimOn(number) }))
  await service.parts.store.inPlatform(service.shop.live.id, (rows) =>
    moveStoredCase(rows, id, verdict(outcome), { actor: 'system', now: new Date().toISOString() }),
  )
  return id
}

const post = async (id: string, name: string, json: unknown, headers = {}) => {
  const answer = await service.ask('POST', `/v1/cases/${id}/${name}?language=en`, { json, headers })
  return { status: answer.status, body: (await answer.json()) as Record<string, unknown>, answer }
}

describe('the moves of a case', () => {
  it('show whom it waits for, for what and until when, in the language that is asked for', async () => {
    const id = await openJudged('M1', 'merchant-window')
    const chinese = (await read(service.ask('GET', `/v1/cases/${id}`))) as unknown
    expect(chinese).toMatchObject({ state: 'merchant-window', waitsFor: { whom: 'merchant', what: expect.stringMatching(/商家/) } })
    const { body } = await post(id, 'merchant-answer', { state: 'objects', words: '用户误操作' })
    expect(body).toMatchObject({
      state: 'arbitration',
      waitsFor: { whom: 'both-sides', what: expect.stringMatching(/evidence/), until: body.until },
    })
    await post(id, 'rest', { side: 'merchant' })
    expect((await post(id, 'rest', { side: 'merchant' })).status).toBe(409)
    expect((await post(id, 'rest', { side: 'buyer' })).body).toMatchObject({ state: 'in-review', waitsFor: { whom: 'reviewer' } })
  })

  it('refuse what the state does not allow, and say what it would', async () => {
    const id = await openJudged('M2', 'review')
    const { status, body } = await post(id, 'appeal', {})
    expect(status).toBe(409)
    expect(body).toMatchObject({ code: 'move-refused', detail: expect.stringMatching(/in-review, which allows: .*decided/) })
    expect((await post(id, 'merchant-answer', { state: 'consents' })).body).toMatchObject({ code: 'move-refused' })
  })

  it('pay once however often the decision is sent under the same key', async () => {
    const id = await openJudged('M3', 'review')
    const decision = { decision: 'pay', person: 'rev_1', words: '' }
    const headers = { 'idempotency-key': 'pay-m3' }
    const first = await post(id, 'decision', decision, headers)
    const second = await post(id, 'decision', decision, headers)
    expect(first.body).toMatchObject({ state: 'paying', firstDecider: 'rev_1', waitsFor: { whom: 'payment-channel' } })
    expect(second.body).toEqual(first.body)
    expect((await post(id, 'decision', decision)).status).toBe(409)
    expect((await service.ask('POST', `/v1/cases/${id}/evidence`, { body: formOf({ file: picture(500) }) })).status).toBe(409)
  })

  it('take a decision of nobody without the scope for it, nor one above the remainder', async () => {
    const id = await openJudged('M4', 'review')
    const { secret } = await read(service.ask('POST', '/v1/api-keys', { json: { name: 'plain', scopes: ['cases:write', 'cases:read'] } }))
    const json = { decision: 'pay', person: 'rev_1', amountFen: 12_801, words: '' }
    expect((await service.ask('POST', `/v1/cases/${id}/decision`, { key: secret, json })).status).toBe(403)
    expect((await post(id, 'decision', json)).body).toMatchObject({ code: 'move-refused' })
    expect((await post(id, 'decision', { decision: 'refuse', person: 'rev_1', words: 'x' })).status).toBe(422)
  })

  it('stand in the timeline, each with who and when, and keys masked from those who may not see them', async () => {
    const id = await openJudged('M5', 'not-eligible')
    await post(id, 'ask-person', { words: `我的卡密 ${deliveredKey} 不能用` })
    await post(id, 'decision', { decision: 'refuse', person: 'rev_1', reasonCode: 'used', words: '已被使用' })
    const files = formOf({ by: 'buyer', 'licence-status': picture(510) })
    expect((await service.ask('POST', `/v1/cases/${id}/evidence`, { body: files })).status).toBe(201)
    expect((await post(id, 'appeal', {})).body).toMatchObject({ state: 'appeal-review', waitsFor: { whom: 'another-reviewer' } })
    expect((await post(id, 'take', { person: 'rev_1' })).status).toBe(409)
    const { items } = (await read(service.ask('GET', `/v1/cases/${id}/timeline`))) as unknown as {
      items: { move: string; actor: string }[]
    }
    expect(items.map(({ move }) => move)).toEqual(['judged', 'person-asked', 'decided', 'evidence-added', 'appealed'])
    expect(items[2]).toMatchObject({ actor: 'rev_1', decision: 'refuse', reasonCode: 'used', from: 'in-review', to: 'appealable' })
    const { secret } = await read(service.ask('POST', '/v1/api-keys', { json: { name: 'masked', scopes: ['cases:read', 'events:read'] } }))
    const masked = await (await service.ask('GET', `/v1/cases/${id}/timeline`, { key: secret })).text()
    const events = await (await service.ask('GET', `/v1/events?caseId=${id}`)).text()
    expect(masked).toContain('我的卡密')
    expect(events).toContain('case.appealed')
    expect(masked + events).not.toContain(deliveredKey)
  })

  it('say whose evidence it is, and take no other word for it', async () => {
    const id = await openJudged('M6', 'merchant-window')
    const add = (by: string, size: number) => service.ask('POST', `/v1/cases/${id}/evidence`, { body: formOf({ by, file: picture(size) }) })
    expect((await read(add('merchant', 520))).items).toMatchObject([{ side: 'merchant' }])
    expect((await add('seller', 521)).status).toBe(422)
  })
})
