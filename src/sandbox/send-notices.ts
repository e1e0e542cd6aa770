import { randomUUID } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import { signAlipay } from './alipay-gateway.js'
import type { SandboxBooks, SandboxComplaint, SandboxRefund } from './books.js'
import { beijingTime, yuanOf } from './money-words.js'
import type { SandboxKeys } from './sandbox-keys.js'
import type { Scenario } from './scenario.js'
import { sealResource, signWechat } from './sign-wechat.js'
import { showRefund } from './wechat-api.js'

/** A notice, ready to be posted any number of times. */
export interface ReadyNotice {
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

/** Makes the notice of a refund that ended, in its channel's form. Null when its trade is not there. */
export function refundNotice(books: SandboxBooks, keys: SandboxKeys, refund: SandboxRefund): ReadyNotice | null {
  const trade = books.findTrade(refund.channel, refund.paymentNumber, null)
  if (!trade) return null
  if (refund.channel === 'wechat') {
    const end = { succeeded: 'SUCCESS', closed: 'CLOSED', abnormal: 'ABNORMAL', processing: 'PROCESSING' }[refund.state]
    const resource = { mchid: keys.wechat.mchid, ...showRefund(refund, trade, 'refund_status') }
    return wechatNotice(keys, `REFUND.${end}`, 'refund', resource)
  }
  return alipayNotice(keys, {
    notify_type: 'trade_status_sync',
    notify_time: beijingTime(new Date()),
    trade_no: trade.paymentNumber,
    out_trade_no: trade.merchantOrderNumber,
    out_biz_no: refund.refundNumber,
    trade_status: trade.state === 'closed' ? 'TRADE_CLOSED' : 'TRADE_SUCCESS',
    total_amount: yuanOf(trade.totalFen),
    refund_fee: yuanOf(books.refundedFen(trade)),
    gmt_refund: `${beijingTime(new Date(refund.succeededAt ?? 0))}.000`,
  })
}

/** Makes the notice of a complaint: both channels name it only, what it says is asked for. */
export function complaintNotice(keys: SandboxKeys, { channel, number, state }: SandboxComplaint): ReadyNotice {
  if (channel === 'wechat') {
    const isOpen = state === 'open'
    const resource = { complaint_id: number, action_type: isOpen ? 'CREATE_COMPLAINT' : 'MERCHANT_CONFIRM_COMPLETE' }
    return wechatNotice(keys, isOpen ? 'COMPLAINT.CREATE' : 'COMPLAINT.STATE_CHANGE', 'complaint', resource)
  }
  return alipayNotice(keys, {
    msg_method: 'alipay.merchant.tradecomplain.changed',
    utc_timestamp: String(Date.now()),
    version: '1.1',
    biz_content: JSON.stringify({ complain_event_id: number }),
  })
}

/** Posts a notice as the scenario says: late, twice, or never. Nothing is thrown when nobody hears it. */
export async function sendNotice(url: string, notice: ReadyNotice, { notices }: Scenario, draw: () => number): Promise<void> {
  if (draw() < notices.lost) return
  const times = draw() < notices.duplicate ? 2 : 1
  for (let time = 0; time < times; time++) {
    const lateMs = notices.lateMs * draw()
    if (lateMs > 0) await wait(lateMs, undefined, { ref: false })
    await fetch(url, { method: 'POST', headers: notice.headers, body: notice.body, signal: AbortSignal.timeout(10_000) }).catch(() => null)
  }
}

function wechatNotice(keys: SandboxKeys, eventType: string, originalType: string, resource: unknown): ReadyNotice {
  const body = JSON.stringify({
    id: randomUUID(),
    create_time: new Date().toISOString(),
    event_type: eventType,
    resource_type: 'encrypt-resource',
    summary: eventType,
    resource: sealResource(resource, originalType, keys.wechat.apiV3Key),
  })
  return { headers: { 'content-type': 'application/json', ...signWechat(body, keys.wechat) }, body }
}

function alipayNotice(keys: SandboxKeys, own: Readonly<Record<string, string>>): ReadyNotice {
  const fields: Record<string, string> = {
    ...own,
    app_id: keys.alipay.appId,
    charset: 'utf-8',
    notify_id: randomUUID().replaceAll('-', ''),
  }
  const text = Object.entries(fields)
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([name, value]) => `${name}=${value}`)
    .join('&')
  const body = new URLSearchParams({ ...fields, sign_type: 'RSA2', sign: signAlipay(text, keys.alipay.channel.privateKey) })
  return { headers: { 'content-type': 'application/x-www-form-urlencoded; charset=utf-8' }, body: body.toString() }
}
