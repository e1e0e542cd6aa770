import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { openAliyunSms } from '../../../src/adapters/notices/sms-aliyun.js'

/** Speaks as the provider does: an RPC over HTTP, arguments in the query, signed. */
let server: Server
let asked: { readonly query: URLSearchParams; readonly headers: Readonly<Record<string, unknown>> }[] = []
let answer: { readonly status: number; readonly body: unknown } | 'drop'

beforeAll(async () => {
  server = createServer((request, response) => {
    let body = ''
    request.on('data', (chunk: Buffer) => {
      body += chunk.toString('utf8')
    })
    request.on('end', () => {
      const query = new URLSearchParams(new URL(request.url ?? '/', 'http://x').search)
      for (const [name, value] of new URLSearchParams(body)) query.set(name, value)
      asked.push({ query, headers: request.headers })
      if (answer === 'drop') return void request.socket.destroy()
      response.writeHead(answer.status, { 'content-type': 'application/json' })
      response.end(JSON.stringify(answer.body))
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
})
beforeEach(() => {
  asked = []
  answer = { status: 200, body: { Code: 'OK', Message: 'OK', BizId: '9006^0', RequestId: 'R' } }
})
afterAll(() => new Promise((resolve) => server.close(resolve)))

const text = { order: '81TZ', what: '退款已批准', next: '款项将原路退回', subject: '', body: '' }
const sms = { noticeId: 'not_1', phone: '13800000000', language: 'zh', text } as const
const open = (port = (server.address() as AddressInfo).port) =>
  openAliyunSms({
    accessKeyId: 'LTAI-test',
    accessKeySecret: 'secret-of-test',
    endpoint: `http://127.0.0.1:${port}`,
    signName: '测试商城',
    templates: { zh: 'SMS_1', en: 'SMS_2' },
    timeoutMs: 2000,
  })

it('sends the template with its variables, signed, and never the secret', async () => {
  expect(await open().send(sms)).toEqual({ is: 'accepted' })
  const [one] = asked
  expect(Object.fromEntries(one?.query ?? [])).toMatchObject({
    PhoneNumbers: '13800000000',
    SignName: '测试商城',
    TemplateCode: 'SMS_1',
    OutId: 'not_1',
  })
  expect(JSON.parse(one?.query.get('TemplateParam') ?? '')).toEqual({ order: '81TZ', what: '退款已批准', next: '款项将原路退回' })
  const whole = JSON.stringify([[...(one?.query ?? [])], one?.headers])
  expect(whole).toMatch(/signature/i)
  expect(whole).not.toContain('secret-of-test')
})

it.each([
  ['a number it does not take', { status: 200, body: { Code: 'isv.MOBILE_NUMBER_ILLEGAL', Message: 'no' } }, false],
  ['too many in an hour', { status: 200, body: { Code: 'isv.BUSINESS_LIMIT_CONTROL', Message: 'later' } }, true],
  ['a wrong key', { status: 403, body: { Code: 'InvalidAccessKeyId.NotFound', Message: 'no' } }, false],
] as const)('says how it ended: %s', async (_, given, later) => {
  answer = given
  expect(await open().send(sms)).toEqual({ is: 'refused', because: given.body.Code, later })
})

it('does not know the end when the answer is lost, and asks once only', async () => {
  answer = 'drop'
  expect(await open().send(sms)).toMatchObject({ is: 'unknown' })
  expect(asked).toHaveLength(1)
})

it('knows that nothing went out when nobody listens', async () => {
  expect(await open(1).send(sms)).toMatchObject({ is: 'refused', later: true })
})
