import { zonedToMs } from './zone-time.js'

const dayMs = 86_400_000

/** A time that a number carries inside: every moment it can stand for, in ms since 1970. `exact`: to the second. */
export interface NumberDate {
  readonly fromMs: number
  readonly toMs: number
  readonly exact: boolean
}

/**
 * Dates built into order and payment numbers (platforms.md): Alipay digits 1-8, WeChat 11-18, acg-faka 4-15, mall and litemall
 * 1-8, newbee a millisecond epoch. All readings that make sense; empty when the form carries none.
 */
export function readNumberDate(number: string, timeZone: string): readonly NumberDate[] {
  const digits = number.replace(/\s/g, '')
  if (!/^\d{14,28}$/.test(digits)) return []
  if (digits.length === 28) return [day(digits.startsWith('4200') ? digits.slice(10, 18) : digits.slice(0, 8), timeZone)].flatMap(present)
  if (digits.length === 18) {
    return [second(`20${digits.slice(3, 15)}`, timeZone), day(digits.slice(0, 8), timeZone)].flatMap(present)
  }
  if (digits.length === 17) {
    const epochMs = Number(digits.slice(0, 13))
    return epochMs > Date.UTC(2015, 0) && epochMs < Date.UTC(2040, 0) ? [{ fromMs: epochMs, toMs: epochMs + 999, exact: true }] : []
  }
  return digits.length === 14 ? [day(digits.slice(0, 8), timeZone)].flatMap(present) : []
}

function day(yyyymmdd: string, timeZone: string): NumberDate | null {
  const localMs = midnight(yyyymmdd)
  return localMs === null ? null : { fromMs: zonedToMs(localMs, timeZone), toMs: zonedToMs(localMs + dayMs - 1, timeZone), exact: false }
}

function second(yyyymmddhhmmss: string, timeZone: string): NumberDate | null {
  const localMs = midnight(yyyymmddhhmmss.slice(0, 8))
  const [hour = 99, minute = 99, sec = 99] = [8, 10, 12].map((at) => Number(yyyymmddhhmmss.slice(at, at + 2)))
  if (localMs === null || hour > 23 || minute > 59 || sec > 59) return null
  const fromMs = zonedToMs(localMs + ((hour * 60 + minute) * 60 + sec) * 1000, timeZone)
  return { fromMs, toMs: fromMs + 999, exact: true }
}

function midnight(yyyymmdd: string): number | null {
  const [year, month, date] = [yyyymmdd.slice(0, 4), yyyymmdd.slice(4, 6), yyyymmdd.slice(6, 8)].map(Number)
  if (year === undefined || month === undefined || date === undefined || year < 2008 || year > 2040) return null
  const at = new Date(Date.UTC(year, month - 1, date))
  return at.getUTCMonth() === month - 1 && at.getUTCDate() === date ? at.getTime() : null
}

function present(date: NumberDate | null): readonly NumberDate[] {
  return date ? [date] : []
}
