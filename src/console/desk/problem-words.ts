import type { Words } from '../shared/words.js'

/** Problems that people meet at the desk, by the code of the service. */
export const problemWords = {
  unknown: { zh: '出了点问题，请重试', en: 'Something went wrong, please try again' },
  offline: { zh: '连不上服务，请检查网络后重试', en: 'The service cannot be reached; check the connection and try again' },
  internal: { zh: '服务出错，已记录，请稍后再试', en: 'The service failed; it was noted. Please try again later' },
  unauthenticated: { zh: '登录已过期，请重新登录', en: 'The session is over, please sign in again' },
  'sign-in-failed': { zh: '邮箱、密码或验证码不正确', en: 'The address, the password or the code is wrong' },
  'sign-in-waits': { zh: '尝试次数过多，请稍后再试', en: 'Too many tries; please wait before the next' },
  'password-weak': {
    zh: '密码太弱：至少 12 个字符，且不在常见密码之列',
    en: 'Too weak: at least 12 characters, and none of the common ones',
  },
  'link-invalid': { zh: '链接已失效或已使用，请向管理员索取新的链接', en: 'This link is used up or over; ask an admin for a new one' },
  'scope-missing': { zh: '您的角色无权执行此操作', en: 'Your role may not do this' },
  'not-found': { zh: '找不到，或不属于您的平台', en: 'Not found, or not of your platform' },
  'move-refused': { zh: '案件状态已变化，此操作不再适用', en: 'The case has moved on; this is no longer possible' },
  'rate-limited': { zh: '请求过于频繁，请稍候', en: 'Too many requests; please wait a moment' },
  'store-unavailable': { zh: '数据库暂时不可用，请稍后再试', en: 'The database is unavailable; please try again shortly' },
} as const satisfies Words
