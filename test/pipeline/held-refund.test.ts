import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { carryRefund } from '../../src/pipeline/carry-refund.js'
import { type MishapChannel, openMishapChannel } from './mishap-channel.js'
import { engines, type Flow, openFlow } from './open-flow.js'
import { orderRefund } from './order-refund.js'

const amountFen = 12_800
const now = () => new Date()

describe.each(engines)('a refund that a process of the %s store holds', (...engine) => {
  let flow: Flow
  let count = 0
  beforeAll(async () => {
    flow = await openFlow(engine)
  })
  afterAll(() => flow?.close())

  const order = async () => {
    const { caseId } = await flow.openCase(`HELD-${count++}`, [])
    return orderRefund(flow, flow.platformId, caseId, amountFen, now())
  }
  const calm = () =>
    openMishapChannel(
      [],
      () => undefined,
      () => now().toISOString(),
    )
  const carry = (refundId: string, channel: MishapChannel) =>
    carryRefund({ store: flow.store, payments: { of: () => channel }, now }, { platformId: flow.platformId, refundId })
  const seen = (processId: string, ago: string) =>
    flow.raw(`INSERT INTO swiftproof.processes VALUES ('${processId}', clock_timestamp() - interval '${ago}')
      ON CONFLICT (id) DO UPDATE SET seen_at = excluded.seen_at`)
  const stateOf = async (refundId: string) => (await flow.inShop(({ refunds }) => refunds.get(refundId)))?.state
  /** Taken up by another process just before it was sent, as a killed one leaves it. */
  const leftBy = async (processId: string, refundId: string) => {
    await flow.inShop(async ({ refunds }) => {
      await refunds.take(refundId, now().toISOString(), 60_000)
      await refunds.change(refundId, { state: 'unknown', paidBy: 'channel', sentAt: now().toISOString() })
    })
    await flow.raw(`UPDATE swiftproof.refunds SET held_by = '${processId}' WHERE id = '${refundId}'`)
  }
  const dueIds = async () =>
    (await flow.store.inAll(({ unfinished }) => unfinished.refunds(now().toISOString(), 100))).map(({ refundId }) => refundId)

  it('is nobody else’s while that process is heard of, and the next one’s ten seconds after it was last, long before its lease ends', async () => {
    const refundId = await order()
    const channel = calm()
    await seen('proc_dead', '5 seconds')
    await leftBy('proc_dead', refundId)
    expect(await dueIds()).not.toContain(refundId)
    await carry(refundId, channel)
    expect(channel.heard.size).toBe(0)
    await seen('proc_dead', '11 seconds')
    expect(await dueIds()).toContain(refundId)
    await carry(refundId, channel)
    await carry(refundId, channel)
    expect([...channel.paid.values()]).toEqual([amountFen])
    expect(await stateOf(refundId)).toBe('succeeded')
  })

  it('is not taken from a process that never said that it lives', async () => {
    const refundId = await order()
    const channel = calm()
    await leftBy('proc_silent', refundId)
    await carry(refundId, channel)
    expect(channel.heard.size).toBe(0)
  })

  it('is not sent by a process that others may take for dead: it says so and waits', async () => {
    const refundId = await order()
    await flow.store.inAll(({ processes }) => processes.beat())
    const channel = calm()
    const held: MishapChannel = {
      ...channel,
      queryTrade: async (ask) => {
        // Ten seconds pass while the channel is asked, in which this process cannot reach the database.
        await flow.raw(`UPDATE swiftproof.processes SET seen_at = clock_timestamp() - interval '11 seconds' WHERE id LIKE 'proc_0%'`)
        return channel.queryTrade(ask)
      },
    }
    await carry(refundId, held)
    expect(channel.paid.size).toBe(0)
    expect(await flow.inShop(({ refunds }) => refunds.get(refundId))).toMatchObject({ state: 'requested', sentAt: null })
    await flow.store.inAll(({ processes }) => processes.beat())
    await flow.raw(`UPDATE swiftproof.refunds SET next_at = clock_timestamp() WHERE id = '${refundId}'`)
    await carry(refundId, channel)
    expect([...channel.paid.values()]).toEqual([amountFen])
  })
})
