import type { CodeBook } from './code-book.js'

const source = 'Chromium: net/base/net_error_list.h'

type Row = readonly [number: number, name: string, zh: string, en: string]

const rows: readonly Row[] = [
  [-2, 'ERR_FAILED', '一般性失败', 'a generic failure occurred'],
  [-7, 'ERR_TIMED_OUT', '操作超时', 'the operation timed out'],
  [-21, 'ERR_NETWORK_CHANGED', '网络发生变化', 'the network changed'],
  [-100, 'ERR_CONNECTION_CLOSED', '连接被关闭', 'the connection was closed'],
  [-101, 'ERR_CONNECTION_RESET', '连接被重置', 'the connection was reset'],
  [-102, 'ERR_CONNECTION_REFUSED', '连接被拒绝', 'the connection attempt was refused'],
  [-103, 'ERR_CONNECTION_ABORTED', '连接中止', 'the connection was aborted'],
  [-104, 'ERR_CONNECTION_FAILED', '连接失败', 'the connection attempt failed'],
  [-105, 'ERR_NAME_NOT_RESOLVED', '无法解析域名', 'the host name could not be resolved'],
  [-106, 'ERR_INTERNET_DISCONNECTED', '网络已断开', 'the internet connection was lost'],
  [-107, 'ERR_SSL_PROTOCOL_ERROR', 'SSL 协议错误', 'an SSL protocol error occurred'],
  [-109, 'ERR_ADDRESS_UNREACHABLE', '地址无法到达', 'the address is unreachable'],
  [-118, 'ERR_CONNECTION_TIMED_OUT', '连接超时', 'the connection attempt timed out'],
  [-130, 'ERR_PROXY_CONNECTION_FAILED', '无法连接代理服务器', 'the proxy server could not be reached'],
  [-137, 'ERR_NAME_RESOLUTION_FAILED', '域名解析失败', 'name resolution failed'],
  [-138, 'ERR_NETWORK_ACCESS_DENIED', '网络访问被拒绝', 'network access was denied'],
  [-200, 'ERR_CERT_COMMON_NAME_INVALID', '证书与域名不符', 'the certificate does not match the host name'],
  [-201, 'ERR_CERT_DATE_INVALID', '证书日期无效（或系统时间不对）', 'the certificate date is invalid (or the clock is wrong)'],
  [-202, 'ERR_CERT_AUTHORITY_INVALID', '证书颁发机构不受信任', 'the certificate authority is not trusted'],
  [-310, 'ERR_TOO_MANY_REDIRECTS', '重定向次数过多', 'too many redirects'],
  [-324, 'ERR_EMPTY_RESPONSE', '服务器没有返回数据', 'the server sent no data'],
]

/** Error names as the browser prints them. A network that fails says nothing of a key, and not always whose network it is. */
export const chromiumNames: CodeBook = {
  issuer: 'Chromium network stack',
  source,
  codes: {
    ...Object.fromEntries(rows.map(([, name, zh, en]) => [name, [zh, en, 'service'] as const])),
    DNS_PROBE_FINISHED_NXDOMAIN: ['找不到该域名', 'the domain name does not exist', 'service'],
    DNS_PROBE_FINISHED_NO_INTERNET: ['没有网络连接', 'there is no internet connection', 'user'],
    DNS_PROBE_FINISHED_BAD_CONFIG: ['本机 DNS 配置错误', 'the DNS configuration of this device is bad', 'user'],
    DNS_PROBE_STARTED: ['正在检测 DNS', 'the DNS probe has started', 'service'],
  },
}

/** The same errors by number, as Steam and other programs with a built-in Chromium print them. */
export const chromiumNumbers: CodeBook = {
  issuer: 'Chromium network stack (Steam and others)',
  source,
  near: /steam|chrom|edge|browser|网页|页面|加载|net::|连接/,
  codes: Object.fromEntries(rows.map(([number, , zh, en]) => [String(number), [zh, en, 'service'] as const])),
}
