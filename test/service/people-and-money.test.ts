import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { complain, sell } from './fresh-order.js'
import { openRoad, type Road, type ShopSide, until } from './open-road.js'
import { sampleCase, sendCase } from './sample-case.js'

let road: Road

beforeAll(async () => {
  road = await openRoad()
})

afterAll(() => road?.close())

const isIn = (state: string) => (one: { readonly state: string }) => one.state === state

/** A picture that the case has not seen. */
const picture = async (at: number) => (await sampleCase('instant-windows-key-blocked')).files.slice(at, at + 1)

/** A refund that the shop was asked to pay, once it was. */
const askedOf = async (side: ShopSide, caseId: string, at = 0) => {
  await until(
    () => side.eventTypes(caseId),
    (types) => types.filter((type) => type === 'refund.requested').length > at,
  )
  const refund = (await side.refunds(caseId)).find(({ state }) => state === 'requested')
  if (!refund) throw new Error('no refund waits for the shop')
  return refund
}

const report = (side: ShopSide, { id, amountFen }: { readonly id: string; readonly amountFen: number }) =>
  side.post(`/v1/refunds/${id}/report`, { state: 'succeeded', amountFen, channelRefundNumber: `B-${id}`, at: new Date().toISOString() })

describe('the whole road of money, with people on it', { timeout: 120_000 }, () => {
  it('reads three pictures, decides, asks the shop to pay, and closes the case on its report', async () => {
    const side = road.test
    const caseId = await sendCase(side.client, await sampleCase('instant-windows-key-blocked'))
    const refund = await askedOf(side, caseId)
    expect(refund).toMatchObject({ amountFen: 12_800, paidBy: 'platform' })
    await report(side, refund)
    expect(await side.client.getCase(caseId)).toMatchObject({ state: 'closed', result: 'paid', verdict: { rule: 'instant-high-trust' } })
    expect(await side.eventTypes(caseId)).toEqual(['case.opened', 'case.decided', 'refund.requested', 'refund.succeeded', 'case.closed'])
    expect((await road.books()).refunds).toEqual([])
  })

  it('asks the shop itself where no account of its channel is set up, and pays through none', async () => {
    const side = road.live
    const caseId = await complain(road, side, sell({ channel: 'balance' }))
    await report(side, await askedOf(side, caseId))
    expect(await side.client.getCase(caseId)).toMatchObject({ state: 'closed', result: 'paid' })
    expect((await road.books()).refunds).toEqual([])
  })

  it('pays a part by one person and the rest on appeal by another, never by the first again', async () => {
    const side = road.live
    const sale = sell({ channel: 'alipay', isTrusted: false })
    const caseId = await complain(road, side, sale)
    await side.untilCase(caseId, isIn('merchant-window'))
    await side.client.askForPerson(caseId, '我要人工')
    await side.client.decideCase(caseId, { decision: 'pay', person: 'li', amountFen: 2000, words: '部分退款' })
    expect(await side.untilCase(caseId, isIn('appealable'))).toMatchObject({ result: 'paid' })
    await expect(side.client.appealCase(caseId, '还不够')).rejects.toMatchObject({ code: 'move-refused' })
    await side.client.addEvidence(caseId, await picture(2))
    await side.client.appealCase(caseId, '还不够')
    const rest = { decision: 'pay', amountFen: 3000, words: '补足' } as const
    await expect(side.client.decideCase(caseId, { ...rest, person: 'li' })).rejects.toMatchObject({ code: 'move-refused' })
    await expect(side.client.decideCase(caseId, { ...rest, person: 'wang', amountFen: 3001 })).rejects.toMatchObject({
      code: 'move-refused',
    })
    await side.client.decideCase(caseId, { ...rest, person: 'wang' })
    expect(await side.untilCase(caseId, isIn('closed'))).toMatchObject({ result: 'paid' })
    const paid = (await road.books()).refunds.filter((one) => one.paymentNumber === sale.pushed.order.paymentNumber)
    expect(paid.map(({ amountFen }) => amountFen)).toEqual([2000, 3000])
  })

  it('hears both sides when the merchant objects, and pays nothing when a person refuses', async () => {
    const side = road.live
    const sale = sell({ channel: 'alipay', isTrusted: false })
    const caseId = await complain(road, side, sale)
    await side.untilCase(caseId, isIn('merchant-window'))
    await side.client.answerAsMerchant(caseId, { state: 'objects', words: '用户误操作' })
    expect(await side.client.getCase(caseId)).toMatchObject({ state: 'arbitration', waitsFor: { whom: 'both-sides' } })
    await side.client.addEvidence(caseId, await picture(0), 'merchant')
    await side.client.restCase(caseId, 'merchant')
    await side.client.restCase(caseId, 'buyer')
    await side.untilCase(caseId, isIn('in-review'))
    await side.client.decideCase(caseId, { decision: 'refuse', person: 'li', reasonCode: 'delivered-elsewhere', words: '已另行发货' })
    expect(await side.client.getCase(caseId)).toMatchObject({ state: 'appealable', result: 'refused' })
    expect(await side.refunds(caseId)).toEqual([])
    const moves = (await side.client.getTimeline(caseId)).map(({ move }) => move)
    expect(moves.filter((move) => move !== 'judged')).toEqual(['merchant-answered', 'evidence-added', 'rested', 'rested', 'decided'])
    expect((await road.books()).refunds.some((one) => one.paymentNumber === sale.pushed.order.paymentNumber)).toBe(false)
  })

  it("pays a person's whole refund of an order back on each of its payments", async () => {
    const side = road.live
    const payments = [
      { number: '2026112000000000000000000901', amountFen: 3000 },
      { number: '2026112000000000000000000902', amountFen: 2000 },
    ]
    const caseId = await complain(road, side, sell({ channel: 'alipay', isTrusted: false, payments }))
    await side.untilCase(caseId, isIn('merchant-window'))
    await side.client.askForPerson(caseId)
    await side.client.decideCase(caseId, { decision: 'pay', person: 'li', words: '全额退款' })
    expect(await side.untilCase(caseId, isIn('closed'))).toMatchObject({ result: 'paid' })
    const { refunds } = await road.books()
    for (const { number, amountFen } of payments)
      expect(refunds.filter((one) => one.paymentNumber === number)).toMatchObject([{ amountFen, state: 'succeeded' }])
  })

  it('leaves books without a fault', async () => {
    await road.end('SIGTERM')
    const checks = (await road.run('ledger', 'verify', '--json'))
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
    expect(checks.flatMap(({ problems }) => problems)).toEqual([])
    expect((await road.books()).paidOutFen).toBe(10_000)
  })
})
