import type { Attribution, CodeMeaning } from '../../model/field.js'

/**
 * What a message without a code means, by the words the issuer prints; null when it is none of these.
 * `line` is the line with its continuation, `page` the whole page, both in lower case.
 */
export function messageMeaning(line: string, page: string): CodeMeaning | null {
  for (const [issuer, near, words, zh, en, pointsAt, source] of messages) {
    if (words.test(line) && near.test(page)) return { issuer, meaning: { zh, en }, pointsAt, source }
  }
  for (const [words, zh, en, pointsAt] of plainMessages) {
    if (words.test(line)) return { issuer: issuerOf(page), meaning: { zh, en }, pointsAt, source: 'the message itself says so' }
  }
  return null
}

type Message = readonly [issuer: string, near: RegExp, words: RegExp, zh: string, en: string, pointsAt: Attribution, source: string]

const steamSource = 'ArchiSteamFarm wiki: background games redeemer (Steam EPurchaseResultDetail)'
const windowsSource = 'Microsoft Learn: Troubleshoot Windows activation error codes'
const steam = /steam|蒸汽/
const windows = /windows|office|microsoft|微软/

const messages: readonly Message[] = [
  [
    'Steam',
    steam,
    /(?:已被|已经被)(?:其他|另一|不同)(?:一?个)?(?:的)?\s?steam\s?(?:账[户号]|帐[户号])\s?(?:激活|使用|兑换)|already been activated by a different steam account/,
    '密钥已被另一个 Steam 帐户激活',
    'the key has been activated by a different Steam account',
    'product',
    steamSource,
  ],
  [
    'Steam',
    steam,
    /(?:账[户号]|帐[户号])已(?:经)?拥有|您已(?:经)?拥有|already owns? the product/,
    '此帐户已拥有该产品',
    'this account already owns the product',
    'user',
    steamSource,
  ],
  [
    'Steam',
    steam,
    /(?:地区|国家|区域).{0,10}(?:不可用|不支持|限制|无法)|not available for purchase in this country|(?:restricted|not available) in (?:your|this) (?:country|region)/,
    '密钥有地区限制',
    'the key is locked to another region',
    'unknown',
    steamSource,
  ],
  [
    'Steam',
    steam,
    /太多(?:次)?(?:失败的?)?(?:激活)?尝试|尝试次数过多|too many (?:recent )?activation attempts/,
    '短时间内激活尝试过多',
    'too many recent activation attempts from this account or address',
    'user',
    steamSource,
  ],
  [
    'Steam',
    steam,
    /需要(?:先)?(?:拥有|激活)|requires? (?:ownership|activation) of another product/,
    '须先拥有另一产品（如游戏本体）',
    'another product, such as the base game, must be owned first',
    'user',
    steamSource,
  ],
  [
    'Steam',
    steam,
    /(?:产品|激活)?(?:代码|密钥|码).{0,6}无效|product code you'?ve entered is not valid/,
    '代码无效（输错或密钥本身无效）',
    'the code is not valid (mistyped, or not a valid key)',
    'unknown',
    steamSource,
  ],
  [
    'Microsoft Windows/Office activation',
    windows,
    /密钥.{0,6}(?:已被封锁|被阻止|已被阻止|已被封)|product key (?:has been|is) blocked/,
    '密钥已被封锁',
    'the product key is blocked',
    'product',
    windowsSource,
  ],
  [
    'Microsoft Windows/Office activation',
    windows,
    /multiple activation key has exceeded its limit|多次激活密钥.{0,6}(?:超过|超出).{0,4}(?:限制|上限)/,
    '批量激活密钥次数已用完',
    'the Multiple Activation Key has exceeded its limit',
    'product',
    windowsSource,
  ],
]

/** Messages that say the cause themselves, whoever prints them. Used without a word of by whom may be the buyer's own use. */
const plainMessages: readonly (readonly [words: RegExp, zh: string, en: string, pointsAt: Attribution])[] = [
  [
    /(?:已(?:经)?被|已在|已由)(?:其他|其它|他人|别人|别的|另一)(?:一?[个台])?[^,，。]{0,10}(?:使用|兑换|激活|绑定|领取)|(?:used|redeemed|activated|claimed) (?:by|on) (?:another|a different|someone else)/,
    '已被其他账户或设备使用',
    'already used by another account or device',
    'product',
  ],
  [
    /尝试次数过多|输入(?:错误)?次数过多|too many (?:recent )?(?:activation |redemption )?attempts/,
    '尝试次数过多，须稍后再试',
    'too many attempts, to be tried again later',
    'user',
  ],
  [
    /(?:地区|国家|区域)(?:不符|不匹配|不支持|受限)|different (?:region|country)|not available in your (?:country|region)/,
    '与账户所在地区不符',
    "does not fit the account's region",
    'unknown',
  ],
  [
    /(?:已(?:经)?被|已(?:经)?)(?:使用|兑换|激活|领取|核销)|already (?:been )?(?:used|redeemed|activated|claimed)/,
    '已被使用（未说明由谁使用）',
    'already used (by whom it does not say)',
    'unknown',
  ],
  [/已?过期|expired/, '已过期', 'expired', 'unknown'],
]

const issuers: readonly (readonly [name: string, near: RegExp])[] = [
  ['Steam', /steam/],
  ['Xbox', /xbox/],
  ['PlayStation', /playstation|\bpsn\b|索尼/],
  ['Nintendo', /nintendo|eshop|任天堂/],
  ['Apple', /app store|apple|itunes|苹果/],
  ['Google Play', /google/],
  ['Microsoft', /microsoft|windows|office|微软/],
  ['iQIYI', /爱奇艺|iqiyi/],
  ['Tencent', /腾讯|\bqq\b|微信/],
  ['Youku', /优酷|youku/],
  ['Bilibili', /哔哩|bilibili|b站/],
  ['Adobe', /adobe/],
  ['Netflix', /netflix|奈飞/],
]

function issuerOf(page: string): string {
  return issuers.find(([, near]) => near.test(page))?.[0] ?? 'not named'
}
