import type { Sentence } from '../model/field.js'
import type { Policy } from '../model/policy.js'
import type { Signal, SignalCode } from '../model/signal.js'
import { squash } from './fold-confusables.js'
import { makeSignal, type Place } from './make-signal.js'
import { maskKey } from './mask-key.js'
import type { PieceMatch } from './match-order.js'
import type { ValueMatch } from './match-value.js'

type Numbered = 'orderNumber' | 'paymentNumber' | 'key'

interface Words {
  readonly zh: string
  readonly en: string
  readonly codes: Readonly<Record<'matches' | 'differs', SignalCode>> & { readonly unclear: SignalCode | null }
}

const words: Readonly<Record<Numbered, Words>> = {
  orderNumber: {
    zh: '订单号',
    en: 'order number',
    codes: { matches: 'order-number-matches', differs: 'order-number-differs', unclear: 'order-number-unclear' },
  },
  paymentNumber: {
    zh: '支付单号',
    en: 'payment number',
    codes: { matches: 'payment-number-matches', differs: 'payment-number-differs', unclear: null },
  },
  key: { zh: '卡密', en: 'card key', codes: { matches: 'key-matches', differs: 'key-differs', unclear: 'key-unclear' } },
}

/** Says what the numbers and keys in the evidence have to do with the order: one signal for each kind of value and verdict. */
export function weighMatch(matches: readonly PieceMatch[], policy: Policy): readonly Signal[] {
  return (['orderNumber', 'paymentNumber', 'key'] as const).flatMap((what) =>
    (['matches', 'differs', 'unclear'] as const).flatMap((verdict) => {
      const found = matches.filter((match) => match[what].verdict === verdict)
      const code = words[what].codes[verdict]
      const surest = found.reduce<ValueMatch | null>((a, match) => surer(a, match[what]), null)
      if (!code || !surest) return []
      const places = found.map((match): Place => ({ file: match.piece.file, ...(match[what].box ? { box: match[what].box } : {}) }))
      return [makeSignal(policy, code, describe[verdict](what, surest), places)]
    }),
  )
}

const describe: Readonly<Record<'matches' | 'differs' | 'unclear', (what: Numbered, match: ValueMatch) => Sentence>> = {
  matches: (what, match) => {
    const times = likelihoodTimes(match.logRatioToRival)
    const isAsRead = squash(shown(what, match.read)) === squash(shown(what, match.expected))
    const [readZh, readEn] = isAsRead ? ['', ''] : [`（读作 ${shown(what, match.read)}）`, ` (read ${shown(what, match.read)})`]
    return {
      zh: `截图上的${words[what].zh} ${shown(what, match.expected)}${readZh} 与平台订单一致${times ? `，最接近的其他读法概率低 ${times} 倍` : ''}。`,
      en: `The ${words[what].en} ${shown(what, match.expected)}${readEn} in the picture is this order's${times ? `; the nearest other reading is ${times} times less likely` : ''}.`,
    }
  },
  differs: (what, match) => ({
    zh: `截图上的${words[what].zh}是 ${shown(what, match.read)}，而平台记录是 ${shown(what, match.expected)}，两者确实不同。`,
    en: `The ${words[what].en} in the picture is ${shown(what, match.read)}, the platform's record says ${shown(what, match.expected)}: they really differ.`,
  }),
  unclear: (what, match) => ({
    zh: `截图上的${words[what].zh}读作 ${shown(what, match.read)}，不能确定是否就是平台记录的 ${shown(what, match.expected)}。`,
    en: `The ${words[what].en} in the picture reads ${shown(what, match.read)}; whether it is the recorded ${shown(what, match.expected)} cannot be told.`,
  }),
}

function surer(a: ValueMatch | null, b: ValueMatch): ValueMatch {
  return !a || b.logRatioToRival > a.logRatioToRival ? b : a
}

function shown(what: Numbered, value: string | null): string {
  return what === 'key' ? maskKey(value ?? '') : (value ?? '')
}

/** A log ratio as "so many times", two significant digits; null where it says little. */
function likelihoodTimes(logRatio: number): string | null {
  if (logRatio < Math.log(2)) return null
  const times = Math.exp(logRatio)
  return times > 1e6 ? '1000000+' : String(Number(times.toPrecision(2)))
}
