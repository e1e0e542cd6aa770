import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { openMail } from '../../../src/adapters/notices/mail.js'
import { type SmtpServer, startSmtp } from './smtp-server.js'

let server: SmtpServer
beforeAll(async () => {
  server = await startSmtp()
})
beforeEach(() => {
  server.answer = {}
  server.mails.length = 0
})
afterAll(() => server.close())

const mail = { noticeId: 'not_1', to: 'buyer@example.com', subject: '【订单尾号81TZ】退款已批准', text: '款项将原路退回。' }
const send = (timeoutMs = 5000) => openMail({ smtpUrl: server.url, from: 'Shop <shop@example.com>', timeoutMs }).send(mail)

it('sends a mail in any script, and the same notice is the same message', async () => {
  expect(await send()).toEqual({ is: 'accepted' })
  expect(await send()).toEqual({ is: 'accepted' })
  const [first, again] = server.mails
  expect(first?.to).toEqual(['buyer@example.com'])
  expect(first?.data).toMatch(/^From: Shop <shop@example\.com>/m)
  expect(first?.data).toContain('Message-ID: <not_1@swiftproof>')
  expect(again?.data).toContain('Message-ID: <not_1@swiftproof>')
  const [, body = ''] = first?.data.split('\r\n\r\n') ?? []
  const told = /base64/i.test(first?.data ?? '') ? Buffer.from(body, 'base64').toString('utf8') : decodeQuoted(body)
  expect(told).toContain('款项将原路退回。')
})

it.each([
  ['an address that does not exist', { RCPT: '550 no such user buyer@example.com' }, { is: 'refused', because: 'SMTP 550', later: false }],
  ['a full mailbox', { RCPT: '452 later' }, { is: 'refused', because: 'SMTP 452', later: true }],
  ['a message that is not wanted', { '.': '554 no' }, { is: 'refused', because: 'SMTP 554', later: false }],
])('says how it ended: %s', async (_, answer, end) => {
  server.answer = answer
  expect(await send()).toEqual(end)
})

it('does not know the end when the line breaks after the message was given over', async () => {
  server.answer = { '.': 'drop' }
  expect(await send()).toMatchObject({ is: 'unknown' })
  expect(server.mails).toHaveLength(1)
})

it('knows that nothing went out when nobody listens', async () => {
  const nobody = openMail({ smtpUrl: 'smtp://127.0.0.1:1', from: 'shop@example.com' })
  expect(await nobody.send(mail)).toMatchObject({ is: 'refused', later: true })
})

function decodeQuoted(text: string): string {
  const bytes = text.replace(/=\r\n/g, '').replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
  return Buffer.from(bytes, 'latin1').toString('utf8')
}
