/** What a number of a known make is. */
export interface NumberFormat {
  readonly make:
    | 'alipay'
    | 'wechat'
    | 'wechat-refund'
    | 'acg-faka'
    | 'mall'
    | 'litemall'
    | 'newbee-mall'
    | 'dujiaoka'
    | 'amazon'
    | 'ebay'
    | 'google-play'
  readonly is: 'order-number' | 'payment-number' | 'refund-number'
  /** The date it carries was checked, so a misread or lost digit would most likely show. */
  readonly checked: boolean
}

/** The known make of a number in normal form (platforms.md sections 1-6), or null. A date inside must be a real one. */
export function knownFormat(code: string): NumberFormat | null {
  for (const { pattern, format } of formats) {
    const match = pattern.exec(code)
    if (match !== null && carriesRealTime(match)) return format
  }
  return code.length === 16 && /^[A-Z0-9]+$/.test(code) && isMixed(code) ? dujiaoka : null
}

/** Whether a string of letters and digits looks drawn at random: at least two of each. */
export function isMixed(code: string): boolean {
  return (code.match(/\d/g)?.length ?? 0) >= 2 && (code.match(/[A-Z]/gi)?.length ?? 0) >= 2
}

/** Letters and digits mixed, with some that are read for each other; a prefix of letters before a run of digits is clear by its place. */
export function isAmbiguous(value: string): boolean {
  if (!isMixed(value) && /^\d+$/.test(value.replace(/-/g, ''))) return false
  const prefixed = /^([A-Z]{1,6})[-_]?\d{4,}$/.exec(value)
  return prefixed === null ? /[0OQD1IL5S8B2Z]/.test(value) : /[OQILZSB]$/.test(prefixed[1] ?? '')
}

/** Whether year, month and day exist in the calendar. */
export function isCalendarDay(year: number, month: number, day: number): boolean {
  return month >= 1 && month <= 12 && day >= 1 && day <= daysIn(year, month)
}

const dujiaoka: NumberFormat = { make: 'dujiaoka', is: 'order-number', checked: false }

const formats: readonly { readonly pattern: RegExp; readonly format: NumberFormat }[] = [
  { pattern: /^4[2-9]\d{8}(?<y>20\d\d)(?<m>\d\d)(?<d>\d\d)\d{10}$/, format: { make: 'wechat', is: 'payment-number', checked: true } },
  { pattern: /^50\d{8}(?<y>20\d\d)(?<m>\d\d)(?<d>\d\d)\d{10,11}$/, format: { make: 'wechat-refund', is: 'refund-number', checked: true } },
  { pattern: /^(?<y>20\d\d)(?<m>\d\d)(?<d>\d\d)(?:\d{20}|\d{24})$/, format: { make: 'alipay', is: 'payment-number', checked: true } },
  { pattern: /^1\d{9}(?<y>20\d\d)(?<m>\d\d)(?<d>\d\d)\d{10}$/, format: { make: 'wechat', is: 'payment-number', checked: true } },
  { pattern: /^(?<y>20\d\d)(?<m>\d\d)(?<d>\d\d)0[0-9]0[0-9]\d{6}$/, format: { make: 'mall', is: 'order-number', checked: true } },
  {
    pattern: /^[1-9]\d\d(?<yy>[12]\d)(?<m>\d\d)(?<d>\d\d)(?<hour>\d\d)(?<minute>\d\d)(?<second>\d\d)[1-9]\d\d$/,
    format: { make: 'acg-faka', is: 'order-number', checked: true },
  },
  { pattern: /^(?<y>20\d\d)(?<m>\d\d)(?<d>\d\d)\d{6}$/, format: { make: 'litemall', is: 'order-number', checked: true } },
  // 1.4e12 ms is 2014, 2.2e12 ms is 2039.
  { pattern: /^(?:1[4-9]|2[01])\d{15}$/, format: { make: 'newbee-mall', is: 'order-number', checked: false } },
  { pattern: /^(?:\d{3}|D\d\d)-\d{7}-\d{7}$/, format: { make: 'amazon', is: 'order-number', checked: true } },
  { pattern: /^\d{2}-\d{5}-\d{5}$/, format: { make: 'ebay', is: 'order-number', checked: true } },
  { pattern: /^GPA\.\d{4}-\d{4}-\d{4}-\d{5}(?:\.\.\d+)?$/, format: { make: 'google-play', is: 'order-number', checked: true } },
]

function carriesRealTime({ groups }: RegExpExecArray): boolean {
  if (groups === undefined) return true
  const { y, yy, m, d, hour, minute, second } = groups
  const year = y === undefined ? 2000 + Number(yy) : Number(y)
  if (!isCalendarDay(year, Number(m), Number(d)) || year < 2004 || year > 2049) return false
  return hour === undefined || (Number(hour) < 24 && Number(minute) < 60 && Number(second) < 60)
}

function daysIn(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28
  return [4, 6, 9, 11].includes(month) ? 30 : 31
}
