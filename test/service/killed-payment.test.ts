import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { complain, sell } from './fresh-order.js'
import { openRoad, type Road, until } from './open-road.js'

let road: Road

beforeAll(async () => {
  road = await openRoad()
})

afterAll(() => road?.close())

const paidOn = async (paymentNumber: string | null | undefined) =>
  (await road.books()).refunds.filter((refund) => refund.paymentNumber === paymentNumber)

describe('the service killed (SIGKILL) while it pays', { timeout: 300_000 }, () => {
  it('pays each case once: the one whose payment was not answered, and the one that no channel had heard of', async () => {
    const [answerLost, unheard] = [sell({ channel: 'alipay' }), sell({ channel: 'wechat' })]
    // The trade is asked for first; then the refund is carried out, and its answer never comes.
    await road.tell('fates', ['fine', 'hang'])
    const first = await complain(road, road.live, answerLost)
    await until(
      () => paidOn(answerLost.pushed.order.paymentNumber),
      (refunds) => refunds.length > 0,
    )
    await road.tell('scenario', { fates: { hang: 1 } }, 'PUT')
    const second = await complain(road, road.live, unheard)
    await road.live.untilCase(second, ({ state }) => state === 'paying')
    await road.end('SIGKILL')
    expect(await paidOn(unheard.pushed.order.paymentNumber)).toEqual([])
    await road.tell('scenario', {}, 'PUT')
    await road.start()
    for (const [caseId, sale] of [[first, answerLost] as const, [second, unheard] as const]) {
      // Whom a dead process had taken up is taken up again when its minute is over.
      expect(await road.live.untilCase(caseId, ({ state }) => state === 'closed', 200_000)).toMatchObject({ result: 'paid' })
      expect(await road.live.eventTypes(caseId)).toEqual(['case.opened', 'case.decided', 'refund.succeeded', 'case.closed'])
      expect(await paidOn(sale.pushed.order.paymentNumber)).toMatchObject([{ amountFen: 5000, state: 'succeeded', requests: 1 }])
    }
    expect((await road.books()).paidOutFen).toBe(10_000)
  })
})
