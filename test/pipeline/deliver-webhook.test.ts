import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { announceEvent } from '../../src/intake/announce-event.js'
import { deliverWebhook } from '../../src/pipeline/deliver-webhook.js'
import { engines, type Flow, openFlow } from './open-flow.js'

describe.each(engines)('delivering webhooks on the %s store', (...engine) => {
  let flow: Flow
  let clockMs = Date.now() + 3_600_000
  const sent: string[] = []
  let status = 204
  const parts = () => ({
    store: flow.store,
    now: () => new Date(clockMs),
    webhooks: {
      check: async () => undefined,
      send: async ({ body }: { readonly body: string }) => {
        sent.push(JSON.parse(body).data.step)
        return { status, durationMs: 1, body: '' }
      },
    },
  })
  const deliver = (deliveryId: string) => deliverWebhook(parts(), { platformId: flow.platformId, deliveryId })
  const announce = async (caseId: string, step: string) => {
    await flow.inShop((rows) => announceEvent(rows, { type: 'case.decided', caseId, data: { step }, key: `${caseId}.${step}` }))
    const { rows } = await flow.inShop(({ deliveries }) => deliveries.list({ limit: 1, after: null, caseId }))
    return rows[0]?.id ?? ''
  }
  const jobsFor = async (deliveryId: string) =>
    (await flow.store.inAll(({ outbox }) => outbox.take(1000))).filter(({ payload }) => payload.deliveryId === deliveryId)
  const look = (deliveryId: string) => flow.inShop(({ deliveries }) => deliveries.get(deliveryId))

  beforeAll(async () => {
    flow = await openFlow(engine)
    await flow.inShop(({ endpoints }) => endpoints.add({ url: 'https://shop.example/', secret: `whsec_${'a'.repeat(32)}`, types: null }))
  })
  afterAll(() => flow?.close())

  it('sends the events of a case in their order, whichever job comes first', async () => {
    const { caseId } = await flow.openCase('ORDER-D1', [])
    const [first, second] = [await announce(caseId, 'D1-1'), await announce(caseId, 'D1-2')]
    sent.length = 0
    await deliver(second)
    expect(sent).toEqual([])
    await deliver(first)
    expect((await jobsFor(second)).length).toBeGreaterThan(1)
    await deliver(second)
    await deliver(second)
    expect(sent).toEqual(['D1-1', 'D1-2'])
  })

  it('tries again by its plan, holds back what comes after, and gives up after three days', async () => {
    const { caseId } = await flow.openCase('ORDER-D2', [])
    const [first, second] = [await announce(caseId, 'D2-1'), await announce(caseId, 'D2-2')]
    sent.length = 0
    status = 500
    const startedMs = clockMs
    for (;;) {
      await deliver(first)
      await deliver(second)
      const { state, nextAt } = (await look(first)) ?? {}
      if (state === 'given-up') break
      clockMs = Date.parse(nextAt ?? '')
    }
    expect(new Set(sent.slice(0, -1))).toEqual(new Set(['D2-1']))
    expect(sent.length).toBeGreaterThanOrEqual(9)
    expect(clockMs - startedMs).toBeGreaterThan(48 * 3_600_000)
    status = 204
    await deliver(second)
    expect(sent.at(-1)).toBe('D2-2')
  })

  it('sends again what a process took and did not settle, once its time is over', async () => {
    const { caseId } = await flow.openCase('ORDER-D3', [])
    const only = await announce(caseId, 'D3-1')
    await flow.inShop(({ deliveries }) => deliveries.take(only, new Date(clockMs).toISOString(), 15_000))
    sent.length = 0
    await deliver(only)
    expect(sent).toEqual([])
    // It is looked at again when the other's time is over.
    const { nextAt } = (await look(only)) ?? {}
    expect((await jobsFor(only)).at(-1)?.runAt).toEqual(nextAt)
    clockMs += 16_000
    await Promise.all([deliver(only), deliver(only)])
    expect(sent).toEqual(['D3-1'])
    expect(await look(only)).toMatchObject({ state: 'delivered', attempts: 2 })
  })
})
