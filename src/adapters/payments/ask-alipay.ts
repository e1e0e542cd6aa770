import { AlipayRequestError, type AlipaySdk } from 'alipay-sdk'
import type { Fault } from '../../errors.js'
import { safeCode, unavailable, unclear } from './answer-fault.js'
import { beijingNow } from './beijing-time.js'

/**
 * Asks one method of the gateway and gives its answer, which Alipay signed. Where the connection breaks, the SDK's client sends
 * the same request once more: a refund is one under its number. Throws `payment-channel-unavailable` or `payment-answer-unclear`.
 */
export async function askAlipay(sdk: AlipaySdk, method: string, content: Content): Promise<AlipayAnswer> {
  try {
    // The SDK would write this machine's time of day; Alipay reads it as Beijing's.
    return await sdk.exec(method, { bizContent: content, timestamp: beijingNow() }, { validateSign: true })
  } catch (thrown) {
    throw faultOf(thrown)
  }
}

type Content = Readonly<Record<string, unknown>>

/** An answer in Alipay's own names. */
export type AlipayAnswer = Readonly<Record<string, unknown>>

/** `askAlipay` of one merchant's app. */
export type AskAlipay = (method: string, content: Content) => Promise<AlipayAnswer>

/** Throws unless the method was carried out: `40001` to `40006` say that the gateway did not let us in. */
export function throwUnlessDone({ code, sub_code: subCode }: AlipayAnswer): void {
  if (code === '10000') return
  const words = `code ${safeCode(code)} ${safeCode(subCode ?? '')}`.trim()
  const isTheirs = code === '20000' || ['20001', '40001', '40002', '40003', '40005', '40006'].includes(String(code))
  throw isTheirs || String(subCode).endsWith('SYSTEM_ERROR') ? unavailable(words) : unclear(words)
}

/** Without the original: the SDK's errors carry whole answers, and those what people are called. */
function faultOf(thrown: unknown): Fault {
  if (!(thrown instanceof AlipayRequestError)) return unclear('the answer is not signed by Alipay')
  // `HttpClient Request error` when no answer came, `HTTP 请求错误` for a status that is none of Alipay's.
  if (/^HTTP/i.test(thrown.message)) return unavailable(`no answer: ${safeCode(reasonOf(thrown))}`)
  return unclear(
    thrown.message.startsWith('验签') ? 'the answer is not signed by Alipay' : 'the answer is not of the form that Alipay gives',
  )
}

function reasonOf({ message, cause }: AlipayRequestError): string {
  const status = /status: (\d{3})/.exec(message)?.[1]
  if (status) return `HTTP-${status}`
  const { code, name } = (cause ?? {}) as { readonly code?: unknown; readonly name?: unknown }
  return String(code ?? name ?? 'unknown')
}
