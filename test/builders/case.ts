import { defaultPolicy } from '../../src/judge/default-policy.js'
import { judgeCase } from '../../src/judge/judge-case.js'
import type { Buyer } from '../../src/model/buyer.js'
import type { CaseFile, EvidencePiece } from '../../src/model/case.js'
import type { Claim } from '../../src/model/claim.js'
import type { Examined } from '../../src/model/examined.js'
import type { KeyStatus, Order } from '../../src/model/order.js'
import type { Policy } from '../../src/model/policy.js'
import type { Verdict } from '../../src/model/verdict.js'
import { amount, errorCode, key, number, phrase, piece, time } from './examined.js'

export const orderNumber = 'DD7K2M9QX4B81TZA'
export const paymentNumber = '2026112022001412345678901234'
export const deliveredKey = 'VK7JG-NPHTM-C97JM-9MPGT-3V66T'

export const order: Order = {
  number: orderNumber,
  paymentNumber,
  merchantOrderNumber: null,
  status: 'delivered',
  channel: 'alipay',
  merchantId: 'm1',
  product: { id: 'p9', name: 'Windows 11 专业版 激活码', kind: 'licence' },
  amountFen: 12_800,
  refundedFen: 0,
  currency: 'CNY',
  createdAt: '2026-11-20T14:09:30+08:00',
  paidAt: '2026-11-20T14:10:02+08:00',
  deliveredAt: '2026-11-20T14:10:05+08:00',
  completedAt: null,
  deliveredKeys: [deliveredKey],
  notes: [],
  channelDispute: 'none',
  payments: [],
  merchantAnswer: null,
  instantFunding: 'merchant',
}

export const highTrust: Buyer = {
  id: 'buyer-42',
  creditScore: 742,
  accountAgeDays: 820,
  completedOrders: 57,
  refunds90d: 1,
  upheldAgainst365d: 0,
  deviceId: null,
}
export const ordinaryTrust: Buyer = { ...highTrust, creditScore: 610 }
export const lowTrust: Buyer = { ...highTrust, creditScore: 400 }

export const claim: Claim = {
  orderNumber,
  reason: 'activation-failed',
  statement: '激活时提示错误 0xC004C003',
  submittedAt: '2026-11-20T14:40:00+08:00',
  buyerId: 'buyer-42',
  door: 'order-page',
}

/** The order's page as the shop shows it. */
export function orderPage(changes: Partial<Examined> = {}): Examined {
  const texts = [
    '14:31',
    '订单详情',
    `订单号:${orderNumber}复制`,
    '下单时间 2026-11-20 14:09:30',
    '支付时间 2026-11-20 14:10:02',
    '实付款 ¥128.00',
    'Windows 11 专业版 激活码',
    `卡密 ${deliveredKey}`,
  ]
  const fields = [
    number('order-number', orderNumber),
    time('2026-11-20T14:09:30', 'created', { text: '2026-11-20 14:09:30' }),
    time('2026-11-20T14:10:02', 'paid', { text: '2026-11-20 14:10:02' }),
    amount('128.00'),
    key(deliveredKey),
    time('14:31', 'clock'),
  ]
  return { ...piece('evidence/1.png', 'order-page', texts, { fields }), ...changes }
}

/** The failed activation: key, error code and clock. */
export function failurePage(changes: Partial<Examined> = {}): Examined {
  const texts = ['无法激活 Windows', `产品密钥 ${deliveredKey}`, '错误代码: 0xC004C003', '14:32 2026/11/20']
  const fields = [key(deliveredKey), errorCode('0xC004C003', 'product'), time('2026-11-20T14:32', 'clock', { text: '14:32 2026/11/20' })]
  return {
    ...piece('evidence/2.png', 'activation-failure', texts, { shows: 'failure', fields, phrases: [phrase('failure', '无法激活 Windows')] }),
    ...changes,
  }
}

/** The maker's official support, which confirms the fault. */
export function supportChat(changes: Partial<Examined> = {}): Examined {
  const words = '经核实该密钥已被封禁,属于密钥本身的问题'
  return {
    ...piece('evidence/3.png', 'support-chat', ['微软官方客服', words], { phrases: [phrase('support-confirms-fault', words)] }),
    ...changes,
  }
}

/** The same, by the licence status page. */
export function licencePage(changes: Partial<Examined> = {}): Examined {
  return {
    ...piece('evidence/4.png', 'licence-status', ['授权状态查询', `密钥 ${deliveredKey}`, '状态:已失效'], {
      fields: [key(deliveredKey)],
      phrases: [phrase('licence-bad', '状态:已失效')],
    }),
    ...changes,
  }
}

/** What a test changes in the clean case; `policy` may be any part of one. */
export interface Changes {
  readonly claim?: Partial<Claim>
  readonly order?: Partial<Order> | null
  readonly buyer?: Partial<Buyer> | null
  readonly keyStatus?: Partial<KeyStatus>
  readonly policy?: Policy
  readonly now?: string
  readonly pieces?: readonly Examined[]
  /** Evidence that could not be read. */
  readonly unread?: readonly EvidencePiece[]
  readonly seenBefore?: CaseFile['seenBefore']
}

/** A clean, complete, consistent claim of a highly trusted buyer, which is refunded instantly, with these changes. */
export function buildCase(changes: Changes = {}): { readonly caseFile: CaseFile; readonly examined: readonly Examined[] } {
  const examined = changes.pieces ?? [orderPage(), failurePage(), supportChat()]
  const evidence = examined.map(({ file, as, uploadedAt, reading }): EvidencePiece => ({ file, as, uploadedAt, reading, fault: null }))
  const caseFile: CaseFile = {
    id: 'case-1',
    platform: 'demo-shop',
    claim: { ...claim, ...changes.claim },
    order: changes.order === null ? null : { ...order, ...changes.order },
    buyer: changes.buyer === null ? null : { ...highTrust, ...changes.buyer },
    keyStatus: { state: 'unknown', usedAt: null, usedBy: null, askedAt: null, ...changes.keyStatus },
    policy: changes.policy ?? defaultPolicy,
    now: changes.now ?? '2026-11-20T14:41:00+08:00',
    evidence: [...evidence, ...(changes.unread ?? [])],
    seenBefore: changes.seenBefore ?? [],
  }
  return { caseFile, examined }
}

/** Judges the clean case with these changes. */
export function judge(changes: Changes = {}): Verdict {
  const { caseFile, examined } = buildCase(changes)
  return judgeCase(caseFile, examined)
}
