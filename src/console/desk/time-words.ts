import type { Words } from '../shared/words.js'

/** What is said of deadlines. */
export const timeWords = {
  left: { zh: '剩 {span}', en: '{span} left' },
  overdue: { zh: '超时 {span}', en: '{span} overdue' },
  noDeadline: { zh: '无期限', en: 'No deadline' },
  ago: { zh: '{span}前', en: '{span} ago' },
  here: { zh: '本地 {time}', en: 'Here {time}' },
  byRule: { zh: '规则时区 {time}', en: 'By the rules {time}' },
} as const satisfies Words
