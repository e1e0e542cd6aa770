import type { Words } from '../shared/words.js'

/** Units of durations, after the number. */
export const figureWords = {
  milliseconds: { zh: '{count} 毫秒', en: '{count} ms' },
  seconds: { zh: '{count} 秒', en: '{count} s' },
  minutes: { zh: '{count} 分钟', en: '{count} min' },
  hours: { zh: '{count} 小时', en: '{count} h' },
  days: { zh: '{count} 天', en: '{count} d' },
} as const satisfies Words
