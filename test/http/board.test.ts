import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { moveStoredCase } from '../../src/pipeline/move-stored-case.js'
import { recordAudit } from '../../src/pipeline/record-audit.js'
import { openService, read, type Service } from './open-service.js'
import { claimOn, pushed } from './samples.js'

let service: Service
let now = new Date('2026-11-23T02:00:00Z')
beforeAll(async () => {
  service = await openService({ now: () => now })
})
afterAll(() => service.close())

const board = async (query = '') => {
  const answer = await service.ask('GET', `/v1/board${query}`)
  return { status: answer.status, body: (await answer.json()) as Record<string, unknown> }
}

describe('the board', () => {
  it('gives what happened in the span, what audits prove and nothing of before', async () => {
    await service.ask('PUT', '/v1/orders/B1', { json: pushed('B1') })
    const { id } = await read(service.ask('POST', '/v1/cases', { json: claimOn('B1') }))
    now = new Date('2026-11-23T02:00:30Z')
    const judged = {
      is: 'judged',
      outcome: 'not-eligible',
      objected: false,
      until: null,
      judgedAt: now.toISOString(),
      payouts: [],
    } as const
    await service.parts.store.inPlatform(service.shop.live.id, async (rows) => {
      await moveStoredCase(rows, id, judged, { actor: 'system', now: now.toISOString() })
      await recordAudit(rows, { caseId: id, wrong: false }, { actor: 'per_a', now: now.toISOString() })
    })
    now = new Date('2026-11-23T02:01:00Z')
    const { body } = await board()
    expect(body).toMatchObject({
      from: '2026-10-24T02:01:00.000Z',
      until: '2026-11-23T02:01:00.000Z',
      timeZone: 'Asia/Shanghai',
      decisions: { cases: 1, automaticShare: 1, asksPerCase: 0, times: [{ by: 'machine', cases: 1, medianMs: 30_000, p95Ms: 30_000 }] },
      refunds: { paid: [], failed: 0, held: 0, stuck: 0 },
      // One clean audit proves that not more than 95% are wrong.
      certified: {
        audited: 1,
        wrong: 0,
        bearableShare: 0.01,
        upperShare: expect.closeTo(0.95, 6),
        isCertified: false,
        cleanAuditsNeeded: 298,
      },
    })
    const before = await board('?until=2026-11-23T02:00:00Z')
    expect(before.body).toMatchObject({ decisions: { cases: 0, automaticShare: null, asksPerCase: null }, certified: { audited: 0 } })
  })

  it.each(['?from=2026-11-23T02:00:00Z&until=2026-11-23T02:00:00Z', '?from=2020-01-01T00:00:00Z', '?from=yesterday'])(
    'takes no span that ends before it begins, is longer than 400 days or is no time: %s',
    async (query) => {
      const { status, body } = await board(query)
      expect({ status, code: body.code }).toEqual({ status: 422, code: 'request-invalid' })
    },
  )
})
