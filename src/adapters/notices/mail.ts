import { createTransport } from 'nodemailer'
import type { MailSender, SendAnswer } from '../../ports/notices.js'

export interface MailSettings {
  /** `smtp://user:password@host:587` or `smtps://…`. */
  readonly smtpUrl: string
  /** The sender's address, `Shop <no-reply@shop.example>`. */
  readonly from: string
  readonly timeoutMs?: number
}

/** Mail over SMTP, a connection each. The Message-ID is made of the notice's id: sent again, receivers know it. */
export function openMail({ smtpUrl, from, timeoutMs = answerMs }: MailSettings): MailSender & { close(): void } {
  const limits = { connectionTimeout: timeoutMs, greetingTimeout: timeoutMs, socketTimeout: timeoutMs }
  const transport = createTransport({ url: smtpUrl, ...limits })
  return {
    send: async ({ noticeId, to, subject, text }) => {
      try {
        await transport.sendMail({ from, to, subject, text, messageId: `<${noticeId}@swiftproof>` })
        return { is: 'accepted' }
      } catch (error) {
        return tellEnd(error)
      }
    },
    close: () => transport.close(),
  }
}

const answerMs = 15_000

/** Before a connection stands nothing can have gone out; once it stood, a break may have swallowed the answer. */
const notConnected = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EDNS', 'EHOSTUNREACH', 'ENETUNREACH'])

function tellEnd(error: unknown): SendAnswer {
  const { code, responseCode, message } = error as { code?: string; responseCode?: number; message?: string }
  // Only the server's code: its words may repeat the address.
  if (responseCode !== undefined) return { is: 'refused', because: `SMTP ${responseCode}`, later: responseCode < 500 }
  const cause = [code ?? '', message ?? ''].find((text) => [...notConnected].some((word) => text.includes(word)))
  if (cause !== undefined) return { is: 'refused', because: code ?? 'not connected', later: true }
  return { is: 'unknown', because: code ?? 'the answer was lost' }
}
