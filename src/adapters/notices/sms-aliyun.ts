import { createRequire } from 'node:module'
import type { NoticeLanguage } from '../../model/contact.js'
import type { SendAnswer, SmsSender } from '../../ports/notices.js'

export interface SmsSettings {
  readonly accessKeyId: string
  readonly accessKeySecret: string
  /** A host, or an address with `http://` for one's own machine. */
  readonly endpoint: string
  /** The approved signature. */
  readonly signName: string
  /** The approved templates, with the variables `order`, `what` and `next`. */
  readonly templates: Readonly<Record<NoticeLanguage, string>>
  readonly timeoutMs?: number
}

/** Short messages over Alibaba Cloud (SendSms of Dysmsapi 2017-05-25). */
export function openAliyunSms({ endpoint, timeoutMs = answerMs, signName, templates, ...key }: SmsSettings): SmsSender {
  const { default: Client, SendSmsRequest, $OpenApiUtil } = loadSdk()
  const plain = /^http:\/\//.test(endpoint)
  const config = new $OpenApiUtil.Config({
    ...key,
    endpoint: endpoint.replace(/^https?:\/\//, ''),
    protocol: plain ? 'HTTP' : 'HTTPS',
    connectTimeout: timeoutMs,
    readTimeout: timeoutMs,
  })
  const client = new Client(config)
  return {
    send: async ({ noticeId, phone, language, text: { order, what, next } }) => {
      const request = new SendSmsRequest({
        phoneNumbers: phone,
        signName,
        templateCode: templates[language],
        templateParam: JSON.stringify({ order, what, next }),
        outId: noticeId,
      })
      try {
        const { body } = await client.sendSms(request)
        return tellAnswer(body?.code)
      } catch (error) {
        return tellEnd(error)
      }
    },
  }
}

const answerMs = 10_000

/** A large package that only who sends short messages shall load. It is CommonJS, and required as such means the same everywhere. */
function loadSdk() {
  const require = createRequire(import.meta.url)
  const sms = require('@alicloud/dysmsapi20170525') as typeof import('@alicloud/dysmsapi20170525')
  const core = require('@alicloud/openapi-core') as typeof import('@alicloud/openapi-core')
  return { default: sms.default, SendSmsRequest: sms.SendSmsRequest, $OpenApiUtil: core.$OpenApiUtil }
}

/** Of the provider's codes, those that pass by themselves. */
const passing = /^isv\.BUSINESS_LIMIT_CONTROL$|^isp\.|^Throttling/

function tellAnswer(code: string | undefined): SendAnswer {
  if (code === 'OK') return { is: 'accepted' }
  if (code === undefined) return { is: 'unknown', because: 'an answer without a code' }
  return { is: 'refused', because: code, later: passing.test(code) }
}

function tellEnd(error: unknown): SendAnswer {
  const { code = '', statusCode, message = '' } = error as { code?: string; statusCode?: number; message?: string }
  if (statusCode !== undefined && statusCode >= 400 && statusCode < 500) return tellAnswer(code || `HTTP ${statusCode}`)
  if (/ECONNREFUSED|ENOTFOUND|EAI_AGAIN/.test(`${code} ${message}`)) return { is: 'refused', because: 'not connected', later: true }
  return { is: 'unknown', because: code || 'the answer was lost' }
}
