import type { KeyObject } from 'node:crypto'
import { Aes, Formatter, Rsa } from 'wechatpay-axios-plugin'
import { z } from 'zod'
import { Fault } from '../../errors.js'
import type { PaymentNotice } from '../../ports/payments.js'
import { safeCode, unclear } from './answer-fault.js'
import type { AskWechat } from './ask-wechat.js'
import { readWechatRefund } from './read-wechat-refund.js'

interface NoticeParts {
  readonly mchid: string
  readonly platformPublicKey: KeyObject
  readonly platformKeyId: string
  readonly apiV3Key: string
  readonly ask: AskWechat
}

/** An older or later notice is one that somebody kept: WeChat Pay signs each time it sends. */
const mostSkewMs = 300_000

const envelopeForm = z.object({
  id: z.string().min(1).max(200),
  event_type: z.string(),
  resource: z.object({
    algorithm: z.literal('AEAD_AES_256_GCM'),
    ciphertext: z.string(),
    nonce: z.string(),
    associated_data: z.string().default(''),
  }),
})
const refundForm = z.object({ mchid: z.string(), out_refund_no: z.string(), transaction_id: z.string(), out_trade_no: z.string() })
const complaintForm = z.object({ complaint_id: z.string().min(1).max(64) })
const complaintAnswerForm = z.object({
  complaint_id: z.string(),
  complaint_detail: z.string().default(''),
  complaint_state: z.enum(['PENDING', 'PROCESSING', 'PROCESSED']),
  complaint_order_info: z.array(z.object({ transaction_id: z.string().optional(), out_trade_no: z.string().optional() })).default([]),
})

/**
 * A notice of WeChat Pay: signed, fresh within five minutes, its resource sealed under the APIv3 key. Complaints (v2) only
 * name themselves: what is true of one is asked for. Throws `notice-refused`.
 */
export async function parseWechatNotice(
  headers: Readonly<Record<string, string>>,
  rawBody: Uint8Array,
  parts: NoticeParts,
): Promise<PaymentNotice> {
  const text = Buffer.from(rawBody).toString('utf8')
  checkSigned(headers, text, parts)
  const { noticeId, eventType, resource } = openNotice(text, parts.apiV3Key)
  if (eventType.startsWith('COMPLAINT.')) return readComplaint(noticeId, resource, parts.ask)
  if (!eventType.startsWith('REFUND.')) return { is: 'other', noticeId, kind: safeCode(eventType) }
  const refund = refundForm.safeParse(resource)
  if (!refund.success || refund.data.mchid !== parts.mchid) throw new Fault('notice-refused', 'its refund is not of this merchant')
  // Neither paid nor free to be paid again; whoever asks about the refund is told the same.
  if (eventType === 'REFUND.ABNORMAL') return { is: 'other', noticeId, kind: safeCode(eventType) }
  const { out_refund_no: refundNumber, transaction_id: paymentNumber, out_trade_no: merchantOrderNumber } = refund.data
  const numbers = { refundNumber, paymentNumber, merchantOrderNumber }
  return { is: 'refund', noticeId, refundNumber, answer: readWechatRefund(resource, 'refund_status', numbers, null) }
}

function checkSigned(headers: Readonly<Record<string, string>>, text: string, { platformKeyId, platformPublicKey }: NoticeParts): void {
  const named = (name: string) => {
    const value = headers[`wechatpay-${name}`]
    if (!value) throw new Fault('notice-refused', `it has no Wechatpay-${name}`)
    return value
  }
  const [serial, timestamp, nonce, signature] = [named('serial'), named('timestamp'), named('nonce'), named('signature')]
  if (serial !== platformKeyId) throw new Fault('notice-refused', 'it is signed with another key')
  const skewMs = Math.abs(Date.now() - Number(timestamp) * 1000)
  if (!/^\d{10}$/.test(timestamp) || skewMs > mostSkewMs) throw new Fault('notice-refused', 'it is not of these five minutes')
  if (!Rsa.verify(Formatter.response(timestamp, nonce, text), signature, platformPublicKey)) {
    throw new Fault('notice-refused', 'the signature is not of this text')
  }
}

function openNotice(text: string, apiV3Key: string) {
  try {
    const { id, event_type: eventType, resource } = envelopeForm.parse(JSON.parse(text))
    const opened: unknown = JSON.parse(Aes.AesGcm.decrypt(resource.ciphertext, apiV3Key, resource.nonce, resource.associated_data))
    return { noticeId: id, eventType, resource: opened }
  } catch {
    throw new Fault('notice-refused', 'its resource cannot be opened')
  }
}

async function readComplaint(noticeId: string, resource: unknown, ask: AskWechat): Promise<PaymentNotice> {
  const named = complaintForm.safeParse(resource)
  if (!named.success) throw new Fault('notice-refused', 'it names no complaint')
  const { complaint_id: disputeNumber } = named.data
  const askedAt = new Date().toISOString()
  const { status, body } = await ask('get', `v3/merchant-service/complaints-v2/${encodeURIComponent(disputeNumber)}`)
  const complaint = complaintAnswerForm.safeParse(body)
  if (status !== 200 || !complaint.success) throw unclear(`HTTP ${status} ${safeCode(body.code ?? 'of an unknown form')}`)
  if (complaint.data.complaint_id !== disputeNumber) throw unclear('the answer is about another complaint')
  return {
    is: 'dispute',
    noticeId,
    disputeNumber,
    state: complaint.data.complaint_state === 'PROCESSED' ? 'closed' : 'open',
    // The state is of the moment it was asked for, so that of two notices the later answer counts.
    at: askedAt,
    payments: complaint.data.complaint_order_info.map(({ transaction_id: paymentNumber, out_trade_no: merchantOrderNumber }) => ({
      paymentNumber: paymentNumber ?? null,
      merchantOrderNumber: merchantOrderNumber ?? null,
    })),
    words: complaint.data.complaint_detail,
  }
}
