import type { Sentence } from '../../model/field.js'

/** A moment of a recording as players show it, `0:12.4`: minutes, seconds, tenths, rounded down. */
export function sayMoment(ms: number): string {
  const tenths = Math.max(0, Math.floor(Number.isFinite(ms) ? ms / 100 : 0))
  const seconds = Math.floor(tenths / 10)
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}.${tenths % 10}`
}

/** A length of time in words, rounded: seconds below two minutes (one decimal below ten), else minutes or hours. */
export function sayLength(ms: number): Sentence {
  const seconds = Math.abs(Number.isFinite(ms) ? ms : 0) / 1000
  if (seconds < 120) {
    const said = seconds < 10 ? Math.round(seconds * 10) / 10 : Math.round(seconds)
    return { zh: `${said} 秒`, en: `${said} s` }
  }
  const minutes = Math.round(seconds / 60)
  return minutes < 120
    ? { zh: `${minutes} 分钟`, en: `${minutes} min` }
    : { zh: `${Math.round(minutes / 60)} 小时`, en: `${Math.round(minutes / 60)} h` }
}
