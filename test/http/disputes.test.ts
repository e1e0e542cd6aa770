import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { receiveOrders } from '../../src/intake/receive-orders.js'
import { receiveDispute } from '../../src/pipeline/receive-dispute.js'
import { claimOn, orderNamed, pieceOf, verdictOn } from '../adapters/store/store-parts.js'
import { deliveredKey } from '../builders/case.js'
import { openService, read, type Service } from './open-service.js'

describe('disputes over HTTP', () => {
  let service: Service
  let disputeId: string
  let caseId: string

  beforeAll(async () => {
    service = await openService()
    await service.parts.store.inPlatform(service.shop.live.id, async (rows) => {
      await receiveOrders(rows, [orderNamed('ORDER-1', { paymentNumber: 'PAY-1' })], 'key_1')
      caseId = (await rows.cases.open({ claim: claimOn('ORDER-1'), orderNumber: 'ORDER-1' })).row.id
      const payments = [{ paymentNumber: 'PAY-1', merchantOrderNumber: null }]
      const notice = { is: 'dispute', noticeId: 'n1', disputeNumber: 'C-1', state: 'open', at: '2026-11-20T07:00:00Z' } as const
      disputeId = (
        await receiveDispute(rows, 'wechat', { ...notice, payments, words: `卡密 ${deliveredKey} 打不开` }, new Date().toISOString())
      ).id
    })
  })
  afterAll(() => service?.close())

  it('shows a complaint with its order and case, keys masked', async () => {
    const answer = await read(service.ask('GET', `/v1/disputes/${disputeId}`))
    expect(answer).toMatchObject({ id: disputeId, state: 'open', number: 'C-1', orderNumbers: ['ORDER-1'], caseId })
    expect(JSON.stringify(answer)).not.toContain(deliveredKey)
  })

  it('drafts an answer from the latest verdict, and none before there is one', async () => {
    expect((await service.ask('GET', `/v1/disputes/${disputeId}/pack`)).status).toBe(404)
    const evidenceId = await service.parts.store.inPlatform(service.shop.live.id, async (rows) => {
      const added = await rows.evidence.add(pieceOf(caseId))
      const id = added?.row.id ?? ''
      const because = { zh: `截图显示卡密 ${deliveredKey} 无效。`, en: 'shown' }
      const seen = { code: 'failure-shown', group: 'failure', leans: 'for', weight: 3, because, seenIn: ['shot.png'] } as const
      const revision = (await rows.cases.get(caseId))?.revision ?? 0
      const made = verdictOn(caseId, revision, { signals: [seen] })
      const evidence = [{ file: 'shot.png', as: null, uploadedAt: null, fault: null, evidenceId: id }]
      await rows.verdicts.insert({ ...made, judgedBy: { ...made.judgedBy, evidence } })
      return id
    })
    const pack = await read(service.ask('GET', `/v1/disputes/${disputeId}/pack`))
    expect(pack).toMatchObject({ pictures: [{ evidenceId, file: 'shot.png' }], words: expect.stringContaining('无效') })
    expect(JSON.stringify(pack)).not.toContain(deliveredKey)
  })

  it('lists them by state', async () => {
    expect((await read(service.ask('GET', '/v1/disputes?state=open'))).items.map(({ id }) => id)).toEqual([disputeId])
    expect((await read(service.ask('GET', '/v1/disputes?state=closed'))).items).toEqual([])
  })

  it("does not know another platform's", async () => {
    const key = service.other.liveKey
    expect((await service.ask('GET', `/v1/disputes/${disputeId}`, { key })).status).toBe(404)
    expect((await read(service.ask('GET', '/v1/disputes', { key }))).items).toEqual([])
  })
})
