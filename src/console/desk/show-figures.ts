import { fill, type Language } from '../shared/words.js'
import { figureWords } from './figure-words.js'

const units = [
  { name: 'milliseconds', ms: 1, until: 1000 },
  { name: 'seconds', ms: 1000, until: 120_000 },
  { name: 'minutes', ms: 60_000, until: 120 * 60_000 },
  { name: 'hours', ms: 3_600_000, until: 48 * 3_600_000 },
  { name: 'days', ms: 86_400_000, until: Number.POSITIVE_INFINITY },
] as const

/** A duration in the unit that suits it, to two figures where it is short: `1.4 s`, `38 min`. */
export function showDuration(ms: number, language: Language): string {
  const { name, ms: unit } = units.find(({ until }) => ms < until) ?? units[4]
  const count = ms / unit
  const shown = fill(figureWords[name][language], { count: count < 10 ? Math.round(count * 10) / 10 : Math.round(count) })
  // Its unit stays on the line of the figure.
  return shown.replace(' ', '\u00a0')
}

/** A share of 1 in percent, with a digit more where it is small: `63%`, `0.42%`. */
export function showShare(share: number): string {
  const percent = share * 100
  const digits = percent === 0 || percent >= 10 ? 0 : percent >= 1 ? 1 : 2
  // What is nearly everything is not everything.
  return `${percent < 100 && percent >= 99.5 ? percent.toFixed(1) : percent.toFixed(digits)}%`
}
