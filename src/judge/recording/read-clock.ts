/** What a clock or counter on the screen says; `isUnsureHalf` when it may be a 12-hour clock without its am or pm. */
export interface ReadClock {
  /** Seconds since midnight, or of the counter. */
  readonly seconds: number
  readonly hasSeconds: boolean
  readonly isUnsureHalf: boolean
}

const form = /(?<![\d:])(\d{1,3})\s*[:：]\s*([0-5]\d)(?:\s*[:：]\s*([0-5]\d))?(?![\d:])/
const spelled = /(?:(\d{1,2})\s*(?:小时|时|h)\s*)?(?:(\d{1,3})\s*(?:分钟?|m(?:in)?)\s*)?(\d{1,5})\s*(?:秒|s(?:ec(?:onds?)?)?\b)/i

const bare = /^\D*()()(\d{1,4})\D*$/

/** Reads a time of day: `14:41`, `2:41 PM`, `下午2:41`, `14:41:05`; null for anything else. */
export function readClock(text: string): ReadClock | null {
  const found = form.exec(text)
  if (!found) return null
  const [hour, minute] = [Number(found[1]), Number(found[2])]
  if (hour > 24) return null
  const isAfternoon = /p\.?\s?m\b|下午|晚上|傍晚/i.test(text)
  const isMorning = /a\.?\s?m\b|上午|凌晨|早上/i.test(text)
  const shift = isAfternoon && hour < 12 ? 12 : isMorning && hour === 12 ? -12 : 0
  return {
    seconds: ((hour + shift) % 24) * 3600 + minute * 60 + Number(found[3] ?? 0),
    hasSeconds: found[3] !== undefined,
    isUnsureHalf: !isAfternoon && !isMorning && hour >= 1 && hour <= 12,
  }
}

/** Reads a counter that shows seconds: `00:09:58`, `09:58`, `58s`, `9分58秒`, `重新发送(58)`; null for anything else. */
export function readCounter(text: string): ReadClock | null {
  const found = form.exec(text)
  if (found) {
    const [first, second, third] = [Number(found[1]), Number(found[2]), found[3]]
    const seconds = third === undefined ? first * 60 + second : first * 3600 + second * 60 + Number(third)
    return { seconds, hasSeconds: true, isUnsureHalf: false }
  }
  const words = spelled.exec(text) ?? bare.exec(text)
  if (!words) return null
  return {
    seconds: Number(words[1] ?? 0) * 3600 + Number(words[2] ?? 0) * 60 + Number(words[3]),
    hasSeconds: true,
    isUnsureHalf: false,
  }
}
