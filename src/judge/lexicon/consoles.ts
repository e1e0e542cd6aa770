import type { CodeBook } from './code-book.js'

/** PlayStation. The redemption codes of its documentation name several causes at once, so none points at the product. */
export const playstation: CodeBook = {
  issuer: 'PlayStation',
  source: 'PlayStation Support: error codes',
  codes: {
    'WC-40377-1': [
      '充值卡/兑换码无法入账（超限、输错、过期、地区不符或已使用）',
      'the voucher could not be added to the wallet (limit, typo, expired, other region or used)',
      'unknown',
    ],
    'CE-34878-0': ['游戏或应用崩溃', 'the game or application crashed', 'unknown'],
    'WS-37403-7': [
      'PSN 服务端错误',
      'an error on the side of PlayStation Network',
      'service',
      'fixerrorcodes.net: WS-37403-7 (no document of the issuer found)',
    ],
    'WS-45479-9': [
      '兑换码无法使用（已用、过期、地区不符或输错）',
      'the code cannot be redeemed (used, expired, other region or typo)',
      'unknown',
      'consolelibrary.blogspot.com: ws-45479-9 (no document of the issuer found)',
    ],
  },
  families: [
    { shape: /^CE-\d{5}-\d$/, zh: 'PlayStation 主机或应用错误', en: 'a PlayStation console or application error' },
    { shape: /^N[PW]-\d{4,6}-\d$/, zh: 'PlayStation 网络或 PSN 错误', en: 'a PlayStation network or PSN error' },
    {
      shape: /^(?:(?:WS|WC|WV|SU|PR)-[0-9A-F]{5,8}(?:-\d)?|E-[0-9A-F]{8})$/,
      zh: 'PlayStation 服务错误',
      en: 'a PlayStation service error',
    },
  ],
}

/** Nintendo: a Switch code is 2000 + module, then the number within it. */
export const nintendo: CodeBook = {
  issuer: 'Nintendo',
  source: 'Nintendo Support: 2813-0040 (nintendo.com.au/support/articles/2813-0040)',
  codes: {
    '2813-0040': ['下载码已被兑换', 'the download code has already been redeemed (by whom it does not say)', 'unknown'],
  },
  families: [
    { shape: /^2813-\d{4}$/, zh: '任天堂 eShop 错误', en: 'a Nintendo eShop error' },
    { shape: /^(?:2\d{3}-\d{4}|9\d{3}-\d{4}|2-[A-Z0-9]{5}-\d{4}|[01]\d{2}-\d{4})$/, zh: '任天堂错误代码', en: 'a Nintendo error code' },
  ],
}
