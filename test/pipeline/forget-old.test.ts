import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { forgetOld } from '../../src/pipeline/forget-old.js'
import { engines, type Flow, openFlow } from './open-flow.js'

describe.each(engines)('forgetting on the %s store', (...engine) => {
  let flow: Flow
  const dayLater = () => new Date(Date.now() + 90_000_000)
  beforeAll(async () => {
    flow = await openFlow(engine)
  })
  afterAll(() => flow?.close())

  it('drops what served its time, and no job that was not sent', async () => {
    await flow.openCase('ORDER-F', ['a', 'b'])
    const [sent, unsent] = await flow.store.inAll(async ({ outbox }) => {
      const rows = await outbox.take(10)
      await outbox.markSent(rows.slice(0, 1).map(({ id }) => id))
      return rows.map(({ id }) => id)
    })
    const request = { key: 'k', method: 'POST', path: '/v1/cases' }
    const at = new Date().toISOString()
    const ask = { requestHash: 'h', now: at, expiresAt: at, staleMs: 1000 }
    await flow.inShop(({ idempotency }) => idempotency.begin(request, ask))
    await forgetOld({ store: flow.store, now: dayLater })
    const { left, sentLeft, keysLeft } = await flow.store.inAll(async ({ outbox, idempotency }) => ({
      left: (await outbox.take(10)).map(({ id }) => id),
      sentLeft: await outbox.forgetSent(dayLater().toISOString(), 10),
      keysLeft: await idempotency.forgetExpired(dayLater().toISOString(), 10),
    }))
    expect(sent).toBeDefined()
    expect({ left, sentLeft, keysLeft }).toEqual({ left: [unsent], sentLeft: 0, keysLeft: 0 })
  })
})
