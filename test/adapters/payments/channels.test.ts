import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { Fault } from '../../../src/errors.js'
import type { PaymentChannel, RefundRequest } from '../../../src/ports/payments.js'
import type { SandboxTrade } from '../../../src/sandbox/books.js'
import type { Sandbox } from '../../../src/sandbox/sandbox.js'
import type { Fate } from '../../../src/sandbox/scenario.js'
import { startSandbox } from '../../../src/sandbox/start-sandbox.js'
import { openAccounts } from './open-accounts.js'

describe.each(['alipay', 'wechat'] as const)('the payment channel %s', (kind) => {
  let sandbox: Sandbox
  let channel: PaymentChannel
  let count = 0
  /** A paid trade of its own, and a refund of a part of it. */
  const trade = (changes: Partial<SandboxTrade> = {}): RefundRequest => {
    count++
    const paymentNumber = `42000${String(count).padStart(23, '0')}`
    const merchantOrderNumber = `SHOP${count}`
    sandbox.books.addTrade({ channel: kind, paymentNumber, merchantOrderNumber, totalFen: 12_800, state: 'paid', ...changes })
    return { paymentNumber, merchantOrderNumber, refundNumber: `ref${count}`, amountFen: 12_799, totalFen: 12_800, reason: '卡密无效' }
  }
  const paidOutFen = ({ refundNumber }: RefundRequest) => {
    const refund = sandbox.books.findRefund(kind, refundNumber)
    return refund?.state === 'succeeded' ? refund.amountFen : 0
  }
  /** Alipay's client sends a request once more when the connection breaks. */
  const befall = (fate: Fate) => sandbox.befall(...(Array(kind === 'alipay' && /^(lost-|cut-off)/.test(fate) ? 2 : 1).fill(fate) as Fate[]))
  const codeOf = (doing: Promise<unknown>) =>
    doing.then(
      () => 'no fault',
      (fault: unknown) => (fault instanceof Fault ? fault.code : fault),
    )

  beforeAll(async () => {
    sandbox = await startSandbox()
    channel = openAccounts(sandbox)[kind]
  })
  beforeEach(() => sandbox.setScenario({}))
  afterAll(() => sandbox?.close())

  it('gives back a part of a payment and says so once the channel says that it arrived', async () => {
    const request = trade()
    await channel.refund(request)
    expect(await channel.queryRefund(request)).toMatchObject({ is: 'succeeded', refundedFen: 12_799 })
    expect(paidOutFen(request)).toBe(12_799)
  })

  it('rules 8.6: never takes accepted for refunded', async () => {
    sandbox.setScenario({ settleMs: null })
    const request = trade()
    expect(await channel.refund(request)).toMatchObject({ is: 'accepted' })
    expect((await channel.queryRefund(request)).is).not.toBe('succeeded')
    sandbox.settle(kind, request.refundNumber, 'succeeded')
    expect(await channel.queryRefund(request)).toMatchObject({ is: 'succeeded', refundedFen: 12_799 })
  })

  it('rules 8.7: pays once however often the same number is sent', async () => {
    const request = trade()
    for (let time = 0; time < 3; time++) await channel.refund(request)
    expect(await channel.refund(request)).toMatchObject({ is: 'succeeded', refundedFen: 12_799 })
    expect(sandbox.books.findRefund(kind, request.refundNumber)?.requests).toBe(4)
    expect(paidOutFen(request)).toBe(12_799)
  })

  it('tells the part of each refund, not the sum of all', async () => {
    const first = { ...trade(), amountFen: 5000 }
    const second = { ...first, refundNumber: `${first.refundNumber}b`, amountFen: 3001 }
    await channel.refund(first)
    await channel.refund(second)
    expect(await channel.queryRefund(first)).toMatchObject({ is: 'succeeded', refundedFen: 5000 })
    expect(await channel.queryRefund(second)).toMatchObject({ is: 'succeeded', refundedFen: 3001 })
  })

  it('takes the payment by the merchant number where the channel number is not known', async () => {
    const request = { ...trade(), paymentNumber: null }
    await channel.refund(request)
    expect(await channel.queryRefund(request)).toMatchObject({ is: 'succeeded' })
    expect(await channel.queryTrade({ ...trade(), paymentNumber: null })).toMatchObject({ state: 'paid', totalFen: 12_800 })
  })

  it.each([1, 9, 10, 99, 100, 101, 110, 999_999_999])('moves %i fen to the fen', async (amountFen) => {
    const request = { ...trade({ totalFen: amountFen }), amountFen, totalFen: amountFen }
    await channel.refund(request)
    expect(paidOutFen(request)).toBe(amountFen)
    expect(await channel.queryRefund(request)).toMatchObject({ is: 'succeeded', refundedFen: amountFen })
  })

  it.each<[Fate, string, number]>([
    ['lost-request', 'payment-channel-unavailable', 0],
    ['lost-answer', 'payment-channel-unavailable', 12_799],
    ['cut-off', 'payment-channel-unavailable', 12_799],
    ['http-500', 'payment-channel-unavailable', 0],
    ['http-502-after', 'payment-channel-unavailable', 12_799],
    ['system-error', 'payment-channel-unavailable', 0],
    ['system-error-after', 'payment-channel-unavailable', 12_799],
    ['wrong-amount', 'payment-answer-unclear', 12_799],
    ['wrong-number', 'payment-answer-unclear', 12_799],
    ['unknown-status', 'payment-answer-unclear', 12_799],
    ['bad-signature', 'payment-answer-unclear', 12_799],
    ['no-signature', 'payment-answer-unclear', 12_799],
  ])('says after %s that nobody knows, and learns the truth by asking', async (fate, code, movedFen) => {
    const request = trade()
    befall(fate)
    expect(await codeOf(channel.refund(request))).toBe(code)
    expect(paidOutFen(request)).toBe(movedFen)
    const known = await channel.queryRefund(request)
    expect(known.is).toBe(movedFen > 0 ? 'succeeded' : 'not-found')
    await channel.refund(request)
    expect(paidOutFen(request)).toBe(12_799)
  })

  it.each<Fate>([
    'lost-answer',
    'cut-off',
    'http-502-after',
    'system-error',
    'wrong-amount',
    'wrong-number',
    'unknown-status',
    'bad-signature',
    'no-signature',
  ])('never takes a question answered with %s for an answer', async (fate) => {
    const request = trade()
    await channel.refund(request)
    for (const ask of [() => channel.queryRefund(request), () => channel.queryTrade(request)]) {
      befall(fate)
      const said = await ask().then(
        (answer) => JSON.stringify(answer),
        (fault: Fault) => fault.code,
      )
      // WeChat names no refund in the answer about a trade, and a total nobody compares here: those lies have no effect.
      if (fate !== 'wrong-amount') expect(said).toMatch(/^payment-(channel-unavailable|answer-unclear)$/)
      else expect(said).not.toContain('"succeeded"')
    }
  })

  it('never takes a missing refund for certain unless the channel signed it', async () => {
    for (const fate of ['no-signature', 'bad-signature', 'http-500', 'unknown-status'] as const) {
      befall(fate)
      expect(await codeOf(channel.queryRefund(trade()))).toMatch(/^payment-/)
    }
  })

  it('gives up waiting', async () => {
    const patient = openAccounts(sandbox, 300)[kind]
    const request = trade()
    sandbox.befall('hang')
    expect(await codeOf(patient.refund(request))).toBe('payment-channel-unavailable')
    expect(await channel.queryRefund(request)).toMatchObject({ is: 'succeeded' })
  })

  it.each([
    ['a payment that is not there', {}, { paymentNumber: '4299900000000000000000000009' }],
    ['an unpaid one', { state: 'unpaid' }, {}],
    ['a closed one', { state: 'closed' }, {}],
    ['a finished one', { state: 'finished' }, {}],
    ['more than was paid', { totalFen: 100 }, { totalFen: 12_800 }],
  ] as const)('says a definite no for %s', async (_, changes, asked) => {
    const request = { ...trade(changes), ...asked }
    expect(await channel.refund(request)).toMatchObject({ is: 'failed', final: true })
    expect(paidOutFen(request)).toBe(0)
  })

  it('never says no of a refund that was carried out under the same number', async () => {
    const request = { ...trade(), amountFen: 12_800 }
    befall('lost-answer')
    expect(await codeOf(channel.refund(request))).toBe('payment-channel-unavailable')
    // The trade is closed now, as one that was never paid.
    expect(await channel.queryTrade(request)).toMatchObject({ state: 'closed' })
    expect(await channel.refund(request)).toMatchObject({ is: 'succeeded', refundedFen: 12_800 })
  })

  it('does not take another amount under a used number for an answer', async () => {
    const request = trade()
    await channel.refund(request)
    expect(await codeOf(channel.refund({ ...request, amountFen: 1 }))).toBe('payment-answer-unclear')
    expect(paidOutFen(request)).toBe(12_799)
  })

  it('tells the state of a trade', async () => {
    expect(await channel.queryTrade(trade())).toMatchObject({ state: 'paid', totalFen: 12_800 })
    expect(await channel.queryTrade({ paymentNumber: '4299900000000000000000000008', merchantOrderNumber: null })).toMatchObject({
      state: 'not-found',
    })
    expect(await channel.queryTrade({ ...trade({ state: 'unpaid' }), paymentNumber: null })).toMatchObject({ state: 'unpaid' })
    const refunded = { ...trade(), amountFen: 12_800 }
    await channel.refund(refunded)
    expect(await channel.queryTrade(refunded)).toMatchObject({ state: 'closed' })
  })

  it('puts no key and no whole answer into a fault', async () => {
    const { alipay, wechat } = sandbox.keys
    const secrets = [alipay.app.privateKey, wechat.merchant.privateKey, wechat.apiV3Key].map((key) =>
      key.replace(/-----[^-]+-----|\s/g, '').slice(0, 24),
    )
    for (const fate of ['lost-answer', 'bad-signature', 'no-signature', 'unknown-status', 'http-500', 'cut-off'] as const) {
      befall(fate)
      const fault = await channel.refund(trade()).catch((thrown: Fault) => thrown)
      const { inspect } = await import('node:util')
      const shown = inspect(fault, { depth: 20, showHidden: true })
      for (const secret of secrets) expect(shown).not.toContain(secret)
      expect(shown).not.toContain('159****')
      expect(shown).not.toContain('支付用户')
    }
  })
})
