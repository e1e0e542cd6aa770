import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Fault, toFault } from '../../src/errors.js'
import { openCase } from '../../src/intake/open-case.js'

const clockNow = '2026-11-20T15:00:00+08:00'

const order = {
  number: 'DD7K2M9QX4B81TZA',
  status: 'delivered',
  channel: 'alipay',
  merchantId: 'm1',
  product: { id: 'p9', name: 'Windows 11 专业版 激活码', kind: 'licence' },
  amountFen: 12800,
  createdAt: '2026-11-20T14:00:00+08:00',
}

const smallest = {
  id: 'demo-001',
  platform: 'demo-shop',
  claim: { reason: 'activation-failed', submittedAt: '2026-11-20T14:40:00+08:00', buyerId: 'buyer-42' },
}

function faultOf(json: unknown): Fault {
  try {
    openCase(json, clockNow)
  } catch (thrown) {
    return toFault(thrown)
  }
  throw new Error('the case was opened')
}

const withEvidence = (file: string) => ({ ...smallest, evidence: [{ file }] })

describe('openCase', () => {
  it('takes null for left out wherever the contract calls a part optional', () => {
    const nulls = { keyStatus: null, policy: null, now: null, evidence: null }
    const orderNulls = { payments: null, merchantAnswer: null, instantFunding: null, notes: null }
    expect(openCase({ ...smallest, ...nulls, order: { ...order, ...orderNulls } }, clockNow)).toEqual(
      openCase({ ...smallest, order }, clockNow),
    )
  })

  it.each(['refundedFen', 'amountFen', 'channelDispute', 'deliveredKeys'])('never takes null for the plain fact %s', (name) => {
    expect(faultOf({ ...smallest, order: { ...order, [name]: null } }).code).toBe('case-invalid')
  })

  it('gives every part that was left out its default', () => {
    expect(openCase({ ...smallest, order }, clockNow)).toEqual({
      id: 'demo-001',
      platform: 'demo-shop',
      claim: { ...smallest.claim, orderNumber: null, statement: '', door: 'order-page' },
      order: {
        ...order,
        paymentNumber: null,
        merchantOrderNumber: null,
        refundedFen: 0,
        currency: 'CNY',
        paidAt: null,
        deliveredAt: null,
        completedAt: null,
        deliveredKeys: [],
        notes: [],
        channelDispute: 'none',
        payments: [],
        merchantAnswer: null,
        instantFunding: 'merchant',
      },
      buyer: null,
      keyStatus: { state: 'unknown', usedAt: null, usedBy: null, askedAt: null },
      policyOverrides: {},
      now: clockNow,
      evidence: [],
    })
  })

  it('opens a case without an order or a buyer on record', () => {
    expect(openCase({ ...smallest, order: null, buyer: null }, clockNow)).toMatchObject({ order: null, buyer: null })
  })

  it('judges as of the case’s own time when it names one', () => {
    expect(openCase({ ...smallest, now: '2026-11-20T14:41:00+08:00' }, clockNow).now).toBe('2026-11-20T14:41:00+08:00')
  })

  it('leaves keys aside that it does not know', () => {
    expect(openCase({ ...smallest, colour: 'red', claim: { ...smallest.claim, mood: 1 } }, clockNow)).not.toHaveProperty('colour')
  })

  it('rules 1.3: takes the ten reasons there are and no other', () => {
    const reasons = [
      ...['not-delivered', 'activation-failed', 'key-invalid', 'key-already-used', 'wrong-product', 'top-up-not-received'],
      ...['not-as-described', 'duplicate-payment', 'changed-mind', 'other'],
    ]
    const claiming = (reason: unknown) => ({ ...smallest, claim: { ...smallest.claim, reason } })
    for (const reason of reasons) expect(openCase(claiming(reason), clockNow).claim.reason).toBe(reason)
    for (const reason of ['', '商品有问题', 'broken', null, undefined, 1]) {
      expect(faultOf(claiming(reason))).toMatchObject({ code: 'case-invalid', detail: expect.stringContaining('claim.reason') })
    }
  })

  it('names every problem at once, each with its path', () => {
    const { code, detail } = faultOf({
      ...smallest,
      claim: { ...smallest.claim, reason: 'because', submittedAt: '2026-11-20 14:40' },
      order: { ...order, amountFen: 12.5, refundedFen: -1, payments: [{ number: 'a', amountFen: 1, at: 'never' }] },
    })
    expect(code).toBe('case-invalid')
    expect(detail).toContain('order.amountFen: expected integer')
    for (const path of ['claim.reason:', 'claim.submittedAt:', 'order.refundedFen:', 'order.payments[0].at:']) {
      expect(detail).toContain(path)
    }
  })

  it('takes no time without an offset: it would be another moment elsewhere', () => {
    expect(faultOf({ ...smallest, now: '2026-11-20T14:41:00' }).detail).toContain('now:')
    expect(openCase({ ...smallest, now: '2026-11-20T06:41:00Z' }, clockNow).now).toBe('2026-11-20T06:41:00Z')
  })

  it.each([
    '/etc/passwd',
    '../other/1.png',
    'evidence/../../1.png',
    'evidence/1.png\u0000.txt',
    'C:\\1.png',
    'evidence\\..\\1.png',
    './1.png',
    '',
  ])('refuses the evidence path %j, which could lead out of the case folder', (file) => {
    expect(faultOf(withEvidence(file)).detail).toContain('evidence[0].file:')
  })

  it.each(['evidence/1.png', '1.png', 'evidence/截图 1..png'])('takes the evidence path %j', (file) => {
    expect(openCase(withEvidence(file), clockNow).evidence).toEqual([{ file, as: null, uploadedAt: null }])
  })

  it('opens or names the fault, whatever JSON it is given', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (json) => {
        expect(faultOf(json)).toMatchObject({ code: 'case-invalid' })
      }),
    )
  })

  it('opens or names the fault when any part of a good case is replaced by any JSON', () => {
    const whole = {
      ...smallest,
      order,
      buyer: { id: 'b', creditScore: 700, accountAgeDays: 1, completedOrders: 1, refunds90d: 0, upheldAgainst365d: 0 },
      keyStatus: { state: 'used' },
      evidence: [{ file: 'evidence/1.png' }],
    }
    const parts = fc.constantFrom('claim', 'order', 'buyer', 'keyStatus', 'now', 'evidence', 'policy', 'id')
    const inner = fc.constantFrom('amountFen', 'status', 'product', 'number', 'creditScore', 'state', '__proto__', 'file')
    fc.assert(
      fc.property(parts, inner, fc.jsonValue(), fc.boolean(), (part, key, value, deep) => {
        const before = (whole as Record<string, unknown>)[part]
        const after = deep && typeof before === 'object' ? { ...before, [key]: value } : value
        try {
          expect(openCase({ ...whole, [part]: after }, clockNow).platform).toBe('demo-shop')
        } catch (thrown) {
          expect(thrown).toBeInstanceOf(Fault)
          expect(thrown).toMatchObject({ code: 'case-invalid' })
        }
      }),
      { numRuns: 500 },
    )
  })
})
