import { timeWords } from './time-words.js'
import type { Language } from './words.js'

/** The time zone of the rules (rules.md 5.7). */
export const ruleZone = 'Asia/Shanghai'

const tagOf = { zh: 'zh-CN', en: 'en-GB' } as const

/** A moment in the viewer's own zone, to the minute: 11月23日 14:05. */
export function showTime(at: string, language: Language): string {
  return format(at, language, undefined)
}

/** The same moment in the zone of the rules, with its name: for who reads a deadline elsewhere. */
export function showRuleTime(at: string, language: Language): string {
  const time = format(at, language, ruleZone)
  return language === 'zh' ? `${time}（${ruleZone}）` : `${time} (${ruleZone})`
}

/** How far off a moment is, in its two largest units: `2 天 3 小时`, `14 min`; without a sign. */
export function showSpan(ms: number, language: Language): string {
  const minutes = Math.floor(Math.abs(ms) / 60_000)
  const [days, hours, rest] = [Math.floor(minutes / 1440), Math.floor(minutes / 60) % 24, minutes % 60]
  const units = [timeWords.days, timeWords.hours, timeWords.minutes]
  const parts = [days, hours, rest].map((count, at) => (count > 0 ? `${count}${units[at]?.[language]}` : '')).filter(Boolean)
  return parts.length === 0 ? timeWords.moment[language] : parts.slice(0, 2).join(' ')
}

/** Fen as yuan: ¥128.00. */
export function showMoney(fen: number): string {
  const sign = fen < 0 ? '−' : ''
  return `${sign}¥${(Math.abs(fen) / 100).toLocaleString('en-US', { minimumFractionDigits: 2, maximumFractionDigits: 2 })}`
}

const formats = new Map<string, Intl.DateTimeFormat>()

/** Making one takes longer than using it a hundred times. */
function format(at: string, language: Language, timeZone: string | undefined): string {
  const name = `${language} ${timeZone ?? ''}`
  const made =
    formats.get(name) ??
    new Intl.DateTimeFormat(tagOf[language], {
      month: 'short',
      day: 'numeric',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
      ...(timeZone ? { timeZone } : {}),
    })
  formats.set(name, made)
  return made.format(new Date(at))
}
