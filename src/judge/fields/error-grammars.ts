import type { FoldedLine } from '../fold-lines.js'
import { hasEntry, nameWithoutSeparators } from '../lexicon/meaning-of.js'
import type { CodeSpan } from './code-span.js'

/** What a page speaks of, as far as a grammar must know to trust a shape. */
export interface PageTalk {
  /** Whole text in lower case. */
  readonly text: string
  readonly speaksOfErrors: boolean
}

/** Codes of a line whose shape alone names their issuer, or does so on a page that speaks of errors. */
export function findShapedCodes(line: FoldedLine, page: PageTalk): CodeSpan[] {
  const found: CodeSpan[] = []
  if (!/\d|_|E[A-Z]{4}|errors\./.test(line.text)) return found
  for (const grammar of grammars) {
    if (grammar.needs && !(grammar.needs === 'error-talk' ? page.speaksOfErrors : grammar.needs.test(page.text))) continue
    for (const match of line.text.matchAll(grammar.shape)) {
      const raw = match[1] ?? match[0]
      const value = grammar.value(raw)
      if (value === null) continue
      const start = match.index + match[0].indexOf(raw)
      const span = { start, end: start + raw.length }
      if (found.some((other) => other.start < span.end && span.start < other.end)) continue
      const repaired = value.replace(/[\s_]/g, '') !== raw.toUpperCase().replace(/[\s_]/g, '')
      found.push({ value, ...span, settledTo: start, repaired, doubtful: false, label: null })
    }
  }
  return found
}

interface Grammar {
  readonly shape: RegExp
  readonly needs?: RegExp | 'error-talk'
  /** Normal form of what was read, or null when it is none after all. */
  readonly value: (raw: string) => string | null
}

const D = '[0-9OoQIl|SsZzB]'
const B = '(?<![A-Za-z0-9])'
const E = '(?![A-Za-z0-9])'
const upper = (raw: string): string => raw.toUpperCase()

/** Digits where the grammar wants digits; letters before the first hyphen stay. */
function digitsAfterHyphen(raw: string): string {
  const at = raw.indexOf('-')
  return raw.slice(0, at).toUpperCase() + toDigits(raw.slice(at))
}

/** Look-alike letters as the digits they stand for. */
export function toDigits(raw: string): string {
  return raw.replace(/[OoQ]/g, '0').replace(/[Il|]/g, '1').replace(/[Ss]/g, '5').replace(/[Zz]/g, '2').replace(/B/g, '8')
}

const grammars: readonly Grammar[] = [
  // PlayStation
  { shape: new RegExp(`${B}((?:CE|NP|NW|WS|WC|WV|SU|PR)-${D}{4,6}-${D})${E}`, 'gi'), value: digitsAfterHyphen },
  { shape: /(?<![A-Za-z0-9])(E-8[0-9A-F]{7})(?![A-Za-z0-9])/g, value: upper },
  // Nintendo: 2000 + module, or the older three-digit form; "2020-2024" are years
  {
    shape: new RegExp(`${B}(2${D}{3}-${D}{4})(?![A-Za-z0-9-])`, 'g'),
    needs: /nintendo|switch|eshop|任天堂|error ?code|错误代码|エラーコード/,
    value: (raw) => (/^20[012]\d-(?:20[012]\d|[01]\d[0-3]\d)$/.test(toDigits(raw)) ? null : toDigits(raw)),
  },
  { shape: /(?<![A-Za-z0-9-])(9\d{3}-\d{4})(?![A-Za-z0-9-])/g, needs: /nintendo|eshop|任天堂/, value: upper },
  { shape: /(?<![A-Za-z0-9-])(2-[A-Z0-9]{5}-\d{4})(?![A-Za-z0-9-])/g, value: upper },
  // Steam
  {
    shape: new RegExp(`${B}(E${D}{1,3} ?L\\d)${E}`, 'g'),
    value: (raw) => `E${toDigits(raw.slice(1).replace(/ ?L\d$/, ''))} ${raw.slice(-2)}`,
  },
  // Epic Games
  {
    shape: /(?<![A-Za-z0-9-])((?:II|SU|MD|DP|BP)-[A-Z]{0,4}\d{2,5}|(?:AS|LS|IS)-(?:[A-Z]{2,4})?\d{1,5})(?![A-Za-z0-9-])/g,
    needs: /epic|fortnite|launcher|堡垒之夜|虚幻|error ?code|错误代码|install|安装/,
    value: upper,
  },
  // Blizzard, Riot
  { shape: /(?<![A-Za-z0-9])(BLZ[0-9A-Z]{5,})(?![A-Za-z0-9])/g, value: upper },
  {
    shape: /(?<![A-Za-z0-9])(VA[NL] ?[:-]? ?-?\d{1,5})(?![A-Za-z0-9])/g,
    needs: /valorant|vanguard|riot|无畏契约|connection error/,
    value: upper,
  },
  // Google Play
  {
    shape:
      /(?<![A-Za-z0-9-])((?:DF|RH|BM|CPN|DLA|AF)-(?:[A-Z]{3,8}-)?\d{2}|OR[-_][A-Z]{3,8}[-_]\d{2}|RPC:[A-Z]-\d+:[A-Z]+-\d+)(?![A-Za-z0-9-])/g,
    value: upper,
  },
  // Netflix
  {
    shape:
      /(?<![A-Za-z0-9-])(UI-\d{3}(?:-\d{1,5})?|NW-\d-\d{1,4}|[MSFWHCD]\d{4}-\d{3,4}(?:-[A-Z0-9]{1,8})?|TVQ-[A-Z]{2,4}-\d{1,3}|NSES-[A-Z0-9]{3,4})(?![A-Za-z0-9-])/gi,
    needs: /netflix|奈飞|网飞/,
    value: upper,
  },
  // Adobe, Ubisoft, EA, Alipay, Oracle
  { shape: /(?<![A-Za-z0-9])(U4\dM\d[A-Z]\d{1,3}|A12E\d)(?![A-Za-z0-9])/g, value: upper },
  { shape: /\[([A-Z][a-z]+-\d{2,5})\]/g, needs: 'error-talk', value: upper },
  { shape: /(?<![A-Za-z0-9])(EC:\d{3,6})(?![A-Za-z0-9])/g, value: upper },
  { shape: /(?<![A-Za-z0-9])(ACQ\.[A-Z_]{6,})/g, value: upper },
  { shape: /(?<![A-Za-z0-9])((?:ORA|TNS)-\d{5})(?!\d)/g, value: upper },
  // Autodesk: 0015.111
  { shape: /(?<![\d.])(00\d\d\.\d{3})(?!\d|\.\d)/g, needs: /autodesk|autocad|activation error/, value: upper },
  // Office setup
  {
    shape: /(?<![A-Za-z0-9-])((?:30\d{3}-\d{1,4}|0-1\d{3}) ?(?:\(-?\d{1,10}\))?)(?![A-Za-z0-9-])/g,
    needs: /office|microsoft 365|365/,
    value: (raw) => upper(raw.trim()),
  },
  // browsers: names, with separators restored when the reader lost them
  { shape: /(?<![A-Za-z0-9_])((?:ERR|DNS[_ ]?PROBE)[_ ]?[A-Z][A-Z0-9_ ]{3,60})/g, value: browserName },
  {
    shape:
      /(?<![A-Za-z0-9_])((?:SSL|SEC|PR|NS|MOZILLA_PKIX)_ERROR_[A-Z0-9_]{3,}|PR_[A-Z_]+_ERROR|RESULT_CODE_[A-Z_]{3,}|STATUS_[A-Z_]{6,}|SQLSTATE\[\w{5}\])/g,
    value: upper,
  },
  // operating system
  {
    shape:
      /(?<![A-Za-z0-9_])(E(?:TIMEDOUT|CONN(?:REFUSED|RESET|ABORTED)|HOSTUNREACH|NETUNREACH|PIPE|NOENT|ACCES|PERM|EXIST|ADDRINUSE|NOSPC|NOTFOUND|AI_AGAIN))(?![A-Za-z0-9])/g,
    value: upper,
  },
  // a service's own number in brackets behind its message: （-2003）
  { shape: /[(]\s?(-\d{2,6})\s?[)]/g, needs: 'error-talk', value: upper },
  // Epic Games' service: errors.com.epicgames.coderedemption.…
  { shape: /(?<![\w.])(errors\.com\.epicgames\.[a-z_.]*[a-z_])/gi, value: upper },
  // compilers and package managers name theirs right after the word
  { shape: /\berror[ [:]{1,2}((?:CS|TS|LNK|MSB|NU|E|C)\d{3,5})\b/gi, value: upper },
  // HTTP: a status with its reason, or large and alone over it
  {
    shape: /^\s*([45]\d\d)\s*[!.]?\s*$/g,
    needs:
      /not found|forbidden|internal server error|bad gateway|gateway time|service unavailable|page (?:does|could|you)|(?:页面|网页)(?:不存在|未找到|找不到|走丢)|找不到页面|您访问的页面|无权访问|服务器(?:出错|错误|异常|开小差)/,
    value: upper,
  },
  { shape: httpWithReason(), value: upper },
]

function httpWithReason(): RegExp {
  const reasons = [
    'bad\\s*gateway',
    'gateway\\s*time-?\\s*out',
    '(?:page )?not\\s*found',
    'forbidden',
    'un-?authori[sz]ed',
    'service\\s*(?:temporarily\\s*)?unavailable',
    'internal\\s*server\\s*error',
    'server\\s*error',
    'too\\s*many\\s*requests',
    'bad\\s*request',
    'method\\s*not\\s*allowed',
    'request\\s*time-?\\s*out',
    'payment\\s*required',
    'access\\s*denied',
    'proxy\\s*authentication',
    'web server is down',
    'page\\s*(?:does|could)',
    '(?:页面|网页)?(?:未找到|找不到|不存在)',
    '禁止访问',
    '拒绝访问',
    '服务器(?:内部)?错误',
    '服务(?:暂时|暂)?不可用',
    '网关(?:超时|错误)',
    '请求(?:过于频繁|过多|超时|无效)',
    'error\\b(?!s)',
    '错误',
  ]
  return new RegExp(
    `(?<![\\d.:,/-])([45]\\d\\d)(?:\\s*[-:|.,(]?\\s*(?:that.?s an error\\W*)?)(?=(?:error:?\\s*)?(?:${reasons.join('|')}))`,
    'gi',
  )
}

function browserName(raw: string): string | null {
  const words = raw.trim().split(/[ _]+/)
  // the name may run into the sentence behind it: take the longest that is known
  for (let take = words.length; take >= 2; take--) {
    const known = nameWithoutSeparators(words.slice(0, take).join(''))
    if (known) return known
  }
  const printed = /^[A-Z0-9_]+/.exec(raw.trim())?.[0].replace(/_+$/, '') ?? ''
  return /_/.test(printed) && (printed.length > 7 || hasEntry(printed)) ? printed : null
}
