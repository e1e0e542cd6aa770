import { createServer } from 'node:http'
import { createServer as createPlainServer, type Server } from 'node:net'
import { afterAll, expect, it } from 'vitest'
import { openHttpWebhooks } from '../../../src/adapters/webhooks/http.js'
import { sayAnswer } from '../../../src/console/desk/deliveries/say-answer.js'
import { toFault } from '../../../src/errors.js'

const webhooks = openHttpWebhooks({ allowPrivate: true, timeoutMs: 300 })
const open: Server[] = []
afterAll(() => {
  for (const server of open) server.close()
})

async function listen(server: Server): Promise<number> {
  open.push(server)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  return typeof address === 'object' && address ? address.port : 0
}

/** What the desk says of an event that is sent there, as the deliveries keep it. */
async function saidOf(url: string) {
  const message = { url, secrets: [`whsec_${Buffer.from('a secret of 24 characters').toString('base64')}`], eventId: 'evt_1', body: '{}' }
  try {
    const { status, body } = await webhooks.send(message)
    return sayAnswer({ status, text: body })
  } catch (thrown) {
    const { code, detail } = toFault(thrown)
    return sayAnswer({ status: null, text: `${code}: ${detail}` })
  }
}

it('says in both languages why no answer came', async () => {
  const silent = await listen(createPlainServer(() => undefined))
  const hangsUp = await listen(createPlainServer((socket) => socket.destroy()))
  const speaksOther = await listen(createPlainServer((socket) => socket.once('data', () => socket.end('220 mail ready\r\n'))))
  const plain = await listen(createServer((_, answer) => answer.end()))
  expect((await saidOf('http://127.0.0.1:9/hook'))?.zh).toMatch(/^连接被拒绝/)
  // Both addresses of the name fail.
  expect((await saidOf('http://localhost:9/hook'))?.zh).toMatch(/^连接被拒绝/)
  expect(await saidOf('http://nobody.invalid/hook')).toEqual({ zh: '找不到这个域名', en: 'the name of the host is not known' })
  expect((await saidOf(`http://127.0.0.1:${silent}/hook`))?.zh).toBe('等待超时')
  expect((await saidOf(`http://127.0.0.1:${hangsUp}/hook`))?.zh).toBe('连接中途断开')
  expect((await saidOf(`http://127.0.0.1:${speaksOther}/hook`))?.zh).toBe('对方的应答不是 HTTP')
  expect((await saidOf(`https://127.0.0.1:${plain}/hook`))?.zh).toBe('无法建立 TLS 加密连接')
  expect((await saidOf('http://a:b@127.0.0.1:9/hook'))?.zh).toBe('地址里不能带密码')
})

it('says what a status means, and nothing of one that is well', async () => {
  const said = (status: number) => sayAnswer({ status, text: 'busy' })
  expect([200, 204].map(said)).toEqual([null, null])
  expect(said(301)?.zh).toBe('接收方要求转到别处；推送不跟随跳转')
  expect(said(404)?.zh).toBe('接收方没有这个地址')
  expect(said(418)?.zh).toBe('接收方拒绝了推送')
  expect(said(500)?.zh).toBe('接收方出错')
})

it.each([
  ['webhook-unreachable: certificate has expired', '对方的 TLS 证书已过期'],
  ["webhook-unreachable: Hostname/IP does not match certificate's altnames: Host: a.example", '对方的 TLS 证书与域名不符'],
  ['webhook-unreachable: self-signed certificate', '对方的 TLS 证书不可信'],
  ['webhook-unreachable: unable to verify the first certificate', '对方的 TLS 证书不可信'],
  ['webhook-unreachable: unable to get local issuer certificate', '对方的 TLS 证书不可信'],
  ['webhook-address-refused: shop.example is not a public address', '不是公网地址，不会推送'],
  ['webhook-address-refused: expected an https address', '只推送到 https 地址'],
  ['webhook-unreachable: something new', '没有连上接收方'],
])('tells %s', (text, zh) => {
  expect(sayAnswer({ status: null, text })?.zh).toBe(zh)
})
