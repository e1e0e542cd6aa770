/** Units of a span of time, each as it follows its number. */
export const timeWords = {
  days: { zh: ' 天', en: ' d' },
  hours: { zh: ' 小时', en: ' h' },
  minutes: { zh: ' 分钟', en: ' min' },
  moment: { zh: '不到 1 分钟', en: 'under 1 min' },
} as const
