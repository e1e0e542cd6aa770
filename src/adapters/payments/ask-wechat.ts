import type { Wechatpay } from 'wechatpay-axios-plugin'
import type { Fault } from '../../errors.js'
import { safeCode, unavailable, unclear } from './answer-fault.js'

/** An answer that WeChat Pay signed, refusals too. */
export interface WechatAnswer {
  readonly status: number
  readonly body: Readonly<Record<string, unknown>>
}

/** `askWechat` of one merchant. */
export type AskWechat = (method: 'get' | 'post', path: string, data?: object) => Promise<WechatAnswer>

/**
 * Asks WeChat Pay and gives its answer, whatever its status, when it is signed and not older than five minutes. What the
 * channel says of itself (too busy, its own failure, not our signature) and no answer at all is `payment-channel-unavailable`,
 * the rest `payment-answer-unclear`.
 */
export async function askWechat({ client }: Wechatpay, method: 'get' | 'post', path: string, data?: object): Promise<WechatAnswer> {
  const { status, data: body } = await client.v3.request({ method, url: path, data }).catch((thrown: unknown) => {
    throw faultOf(thrown)
  })
  const code = safeCode((body as { readonly code?: unknown } | null)?.code ?? '')
  if (status >= 500 || status === 429 || status === 401 || busyCodes.has(code)) throw unavailable(`HTTP ${status} ${code}`.trim())
  if (typeof body !== 'object' || body === null) throw unclear(`HTTP ${status} without JSON`)
  return { status, body: body as WechatAnswer['body'] }
}

const busyCodes: ReadonlySet<string> = new Set(['SYSTEM_ERROR', 'BIZ_ERR_NEED_RETRY', 'FREQUENCY_LIMITED', 'FREQUENCY_LIMIT_EXCEED'])

/** Without the original: an error of axios carries its configuration, and that the merchant's private key. */
function faultOf(thrown: unknown): Fault {
  const { code, response } = (thrown ?? {}) as { readonly code?: unknown; readonly response?: { readonly status?: number } }
  // A refusal of the plugin's own: the headers of the signature are missing, old, of another key, or do not fit.
  if (!String(code).startsWith('EV3_')) return unavailable(`no answer: ${safeCode(code ?? 'unknown')}`)
  const status = response?.status ?? 0
  return status >= 500 ? unavailable(`HTTP ${status}`) : unclear(`HTTP ${status} is not signed by WeChat Pay: ${safeCode(code)}`)
}
