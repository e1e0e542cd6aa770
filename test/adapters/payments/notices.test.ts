import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { PaymentChannel } from '../../../src/ports/payments.js'
import type { RefundEnd } from '../../../src/sandbox/books.js'
import type { Sandbox } from '../../../src/sandbox/sandbox.js'
import { complaintNotice, type ReadyNotice, refundNotice } from '../../../src/sandbox/send-notices.js'
import { sealResource, signWechat } from '../../../src/sandbox/sign-wechat.js'
import { startSandbox } from '../../../src/sandbox/start-sandbox.js'
import { openAccounts } from './open-accounts.js'

const refusal = { code: 'notice-refused' }

describe.each(['alipay', 'wechat'] as const)('notices of %s', (kind) => {
  let sandbox: Sandbox
  let channel: PaymentChannel
  let count = 0
  const parse = ({ headers, body }: ReadyNotice) => channel.parseNotice(headers, Buffer.from(body))
  /** The notice of a refund of 5000 of 12800 fen that ended so. */
  const endedRefund = async (end: RefundEnd) => {
    count++
    const paymentNumber = `42000${String(count).padStart(23, '0')}`
    const refundNumber = `ref${count}`
    sandbox.books.addTrade({ channel: kind, paymentNumber, merchantOrderNumber: `SHOP${count}`, totalFen: 12_800, state: 'paid' })
    const numbers = { paymentNumber, merchantOrderNumber: null }
    await channel.refund({ ...numbers, refundNumber, amountFen: 5000, totalFen: 12_800, reason: '卡密无效' })
    const refund = sandbox.settle(kind, refundNumber, end)
    const notice = refund && refundNotice(sandbox.books, sandbox.keys, refund)
    if (!notice) throw new Error('there is no notice')
    return { refundNumber, paymentNumber, notice }
  }
  const complaint = (paymentNumber: string, state: 'open' | 'closed') => {
    const made = { channel: kind, number: `2000${count}`, paymentNumber, words: '卡密打不开', state, at: '2026-11-20T14:40:00+08:00' }
    sandbox.complain(made, null)
    return complaintNotice(sandbox.keys, made)
  }

  beforeAll(async () => {
    sandbox = await startSandbox()
    channel = openAccounts(sandbox)[kind]
  })
  beforeEach(() => sandbox.setScenario({ settleMs: null }))
  afterAll(() => sandbox?.close())

  it('tell that a refund arrived, with its own amount', async () => {
    const { notice, refundNumber } = await endedRefund('succeeded')
    expect(await parse(notice)).toMatchObject({ is: 'refund', refundNumber, answer: { is: 'succeeded', refundedFen: 5000 } })
  })

  it('have the same id when the same notice comes again', async () => {
    const { notice } = await endedRefund('succeeded')
    expect((await parse(notice)).noticeId).toBe((await parse(notice)).noticeId)
  })

  it('never say succeeded of a refund that was not', async () => {
    for (const end of ['closed', 'abnormal'] as const) {
      const said = await parse((await endedRefund(end)).notice)
      expect(JSON.stringify(said)).not.toContain('succeeded')
    }
  })

  it('are refused when a byte differs', async () => {
    const { notice, refundNumber } = await endedRefund('succeeded')
    const forged = notice.body.includes(refundNumber)
      ? notice.body.replace(refundNumber, `${refundNumber}9`)
      : notice.body.replace('encrypt', 'encrypT')
    expect(forged).not.toBe(notice.body)
    await expect(parse({ ...notice, body: forged })).rejects.toMatchObject(refusal)
  })

  it('are refused without a signature, of another channel, and as noise', async () => {
    const { notice } = await endedRefund('succeeded')
    const stranger = await startSandbox()
    try {
      const made = { channel: kind, number: '1', paymentNumber: '1', words: '', state: 'open', at: '2026-11-20T14:40:00+08:00' } as const
      await expect(parse(complaintNotice(stranger.keys, made))).rejects.toMatchObject(refusal)
    } finally {
      await stranger.close()
    }
    const bare = { headers: {}, body: notice.body.replace(/&sign=[^&]*/, '') }
    for (const bad of [bare, { headers: notice.headers, body: '' }, { headers: {}, body: '{}' }, { headers: {}, body: '\u0000%%%' }]) {
      await expect(parse(bad)).rejects.toMatchObject(refusal)
    }
  })

  it('open a dispute and close it, by what the channel says when it is asked', async () => {
    const { paymentNumber } = await endedRefund('succeeded')
    const opened = await parse(complaint(paymentNumber, 'open'))
    expect(opened).toMatchObject({ is: 'dispute', state: 'open', words: '卡密打不开', payments: [{ paymentNumber }] })
    const late = complaint(paymentNumber, 'open')
    const closed = await parse(complaint(paymentNumber, 'closed'))
    expect(closed).toMatchObject({ is: 'dispute', state: 'closed' })
    // A notice from before that comes after: what it says by now is asked for.
    expect(await parse(late)).toMatchObject({ is: 'dispute', state: 'closed' })
  })

  it('of a complaint say nothing when the channel does not answer', async () => {
    const { paymentNumber } = await endedRefund('succeeded')
    const notice = complaint(paymentNumber, 'open')
    for (const fate of ['http-500', 'bad-signature', 'unknown-status'] as const) {
      sandbox.befall(fate)
      await expect(parse(notice)).rejects.toMatchObject({
        code: expect.stringMatching(/^payment-/),
      })
      expect(await parse(notice)).toMatchObject({ state: 'open' })
    }
  })
})

describe('notices of WeChat Pay', () => {
  let sandbox: Sandbox
  beforeAll(async () => {
    sandbox = await startSandbox()
  })
  afterAll(() => sandbox?.close())

  const envelope = (resource: unknown, key = sandbox.keys.wechat.apiV3Key) =>
    JSON.stringify({ id: 'n1', event_type: 'REFUND.SUCCESS', resource: sealResource(resource, 'refund', key) })
  const parse = (body: string, at: Date) =>
    openAccounts(sandbox).wechat.parseNotice(signWechat(body, sandbox.keys.wechat, at), Buffer.from(body))

  it('are refused when they are older or newer than five minutes, however well signed', async () => {
    for (const skewMs of [-310_000, 310_000]) {
      await expect(parse(envelope({}), new Date(Date.now() + skewMs))).rejects.toMatchObject(refusal)
    }
  })

  it('are refused when the resource is sealed with another key, changed, or of another merchant', async () => {
    const resource = { mchid: '1999999999', out_refund_no: 'r', transaction_id: 't', out_trade_no: 'o' }
    const changed = envelope(resource).replace('"associated_data":"refund"', '"associated_data":"other"')
    for (const body of [envelope(resource, 'x'.repeat(32)), changed, envelope(resource), envelope('text'), '{"id":"n1"}', 'no json']) {
      await expect(parse(body, new Date())).rejects.toMatchObject(refusal)
    }
  })
})
