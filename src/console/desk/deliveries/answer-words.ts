import type { Words } from '../../shared/words.js'

type Both = Words[string]

/** What the status of an answer says. */
export const statusWords: Readonly<Record<number, Both>> = {
  400: { zh: '接收方认为请求有误', en: 'the receiver finds it malformed' },
  401: { zh: '接收方没有认可签名或身份', en: 'the receiver does not accept the signature' },
  403: { zh: '接收方没有认可签名或身份', en: 'the receiver does not accept the signature' },
  404: { zh: '接收方没有这个地址', en: 'the receiver has no such address' },
  405: { zh: '接收方不接受 POST', en: 'the receiver takes no POST' },
  408: { zh: '接收方处理超时', en: 'the receiver took too long' },
  410: { zh: '接收方已停用这个地址', en: 'the receiver has given this address up' },
  413: { zh: '接收方认为内容过大', en: 'the receiver finds it too large' },
  429: { zh: '接收方要求放慢', en: 'the receiver asks to slow down' },
  502: { zh: '接收方的网关连不上它的服务', en: 'the gateway of the receiver cannot reach its service' },
  503: { zh: '接收方暂时不可用', en: 'the receiver is unavailable for now' },
  504: { zh: '接收方的网关等待超时', en: 'the gateway of the receiver waited too long' },
}

/** Of a status that has no words of its own. */
export const otherStatusWords = {
  elsewhere: { zh: '接收方要求转到别处；推送不跟随跳转', en: 'the receiver points elsewhere, which is not followed' },
  refused: { zh: '接收方拒绝了推送', en: 'the receiver refused it' },
  failed: { zh: '接收方出错', en: 'the receiver failed' },
} as const satisfies Words

/** What a connection can fail by, in the words of Node and of the sender; the first that fits. */
export const faultWords: readonly (readonly [RegExp, Both])[] = [
  [/no answer after|ETIMEDOUT|timed? ?out/i, { zh: '等待超时', en: 'no answer in time' }],
  [/ECONNREFUSED/, { zh: '连接被拒绝：那里没有程序在接收', en: 'the connection was refused: nothing listens there' }],
  [/is not known|has no address|ENOTFOUND|EAI_AGAIN/, { zh: '找不到这个域名', en: 'the name of the host is not known' }],
  [/certificate has expired|CERT_HAS_EXPIRED/, { zh: '对方的 TLS 证书已过期', en: 'its TLS certificate has expired' }],
  [/altnames|ALTNAME/, { zh: '对方的 TLS 证书与域名不符', en: 'its TLS certificate is for another name' }],
  [/certificate|CERT_|issuer/i, { zh: '对方的 TLS 证书不可信', en: 'its TLS certificate is not trusted' }],
  [/SSL|TLS|EPROTO|wrong version number/i, { zh: '无法建立 TLS 加密连接', en: 'no TLS connection could be made' }],
  [/EHOSTUNREACH|ENETUNREACH/, { zh: '网络到不了对方', en: 'the network cannot reach it' }],
  [/ECONNRESET|EPIPE|socket hang up|aborted/, { zh: '连接中途断开', en: 'the connection broke off' }],
  [/Parse Error|HPE_/, { zh: '对方的应答不是 HTTP', en: 'what it answered is no HTTP' }],
  [/is not a public address/, { zh: '不是公网地址，不会推送', en: 'not a public address: nothing is sent there' }],
  [/expected an https address/, { zh: '只推送到 https 地址', en: 'events are sent to https addresses only' }],
  [/holds a password/, { zh: '地址里不能带密码', en: 'the address must hold no password' }],
  [/^webhook-secret-invalid/, { zh: '签名密钥无效', en: 'the signing secret is invalid' }],
]

/** Of a fault of the connection that has no words of its own. */
export const otherFaultWords: Both = { zh: '没有连上接收方', en: 'the receiver could not be reached' }
