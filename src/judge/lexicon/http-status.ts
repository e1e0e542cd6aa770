import type { CodeBook } from './code-book.js'

/** HTTP status codes printed as an error. 5xx is the server's own fault; 4xx does not say whose. */
export const httpStatus: CodeBook = {
  issuer: 'HTTP',
  source: 'RFC 9110, section 15; RFC 6585',
  near: /http|gateway|not found|forbidden|server error|unavailable|unauthori[sz]ed|too many requests|bad request|time-?\s?out|nginx|apache|cloudflare|网关|服务器|页面|网页|状态码|请求|访问/,
  codes: {
    '400': ['请求无效', 'bad request', 'unknown'],
    '401': ['未授权', 'unauthorized', 'unknown'],
    '402': ['需要付款', 'payment required', 'unknown'],
    '403': ['禁止访问', 'forbidden', 'unknown'],
    '404': ['页面不存在', 'not found', 'unknown'],
    '405': ['请求方法不允许', 'method not allowed', 'unknown'],
    '408': ['请求超时', 'request timeout', 'unknown'],
    '409': ['冲突', 'conflict', 'unknown'],
    '410': ['已不存在', 'gone', 'unknown'],
    '413': ['内容过大', 'content too large', 'unknown'],
    '429': ['请求过多', 'too many requests', 'unknown'],
    '451': ['因法律原因不可用', 'unavailable for legal reasons', 'unknown'],
    '500': ['服务器内部错误', 'internal server error', 'service'],
    '501': ['服务器不支持该功能', 'not implemented', 'service'],
    '502': ['网关错误', 'bad gateway', 'service'],
    '503': ['服务不可用', 'service unavailable', 'service'],
    '504': ['网关超时', 'gateway timeout', 'service'],
    '520': ['源站返回未知错误', 'web server returned an unknown error', 'service', 'Cloudflare: 5xx errors'],
    '521': ['源站已关闭', 'web server is down', 'service', 'Cloudflare: 5xx errors'],
    '522': ['连接源站超时', 'connection timed out', 'service', 'Cloudflare: 5xx errors'],
    '524': ['源站响应超时', 'a timeout occurred', 'service', 'Cloudflare: 5xx errors'],
  },
}
