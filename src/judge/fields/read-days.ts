import { isCalendarDay } from './known-formats.js'

/** A printed day, at `start` up to `end` of its text. */
export interface Day {
  readonly start: number
  readonly end: number
  readonly date: string | null
  readonly relative: boolean
  readonly cap: number
  /** Means a day only with a time beside it: 11-01, 昨天. */
  readonly needsTime: boolean
}

/** Reads the days printed in a plain text, none that the calendar lacks; `english` pages write the month first. */
export function readDays(plain: string, english: boolean): readonly Day[] {
  const days: Day[] = []
  for (const [shape, pattern] of shapes) {
    for (const match of plain.matchAll(pattern)) {
      const [start, end] = [match.index, match.index + match[0].length]
      if (days.some((day) => day.start < end && start < day.end)) continue
      const day = toDay(shape, match.groups ?? {}, english)
      if (day !== null) days.push({ ...day, start, end, cap: Math.min(day.cap, lostBlank(plain, match[0], end)) })
    }
  }
  const named = days.filter((day) => !day.relative || !days.some((other) => !other.relative && besides(day, other)))
  return named.toSorted((a, b) => a.start - b.start)
}

const y = '(?<y>(?:19|20)\\d\\d)'
const m = '(?<m>1[0-2]|0?[1-9])'
const d = '(?<d>3[01]|[12]\\d|0?[1-9])'
const months = 'Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sept?|Oct|Nov|Dec'
/** A month's name; a capital also starts one when the blank before it was lost: RenewsDec 18. */
const name = `(?:(?<![A-Z])(?<name>${months})[a-z]{0,6}|(?<![A-Za-z])(?<other>${months.toUpperCase()}|${months.toLowerCase()})[A-Za-z]{0,6})\\.?`
const yearEnds = '(?=$|[^\\d]|[01]?\\d:[0-5]\\d)'
const ordinal = '(?:st|nd|rd|th)?'
/** No digit follows, unless it is the hour of a time whose blank was lost: 2024-06-1514:32. */
const dayEnds = '(?=$|[^\\d]|[01]\\d\\s?[:.]\\s?[0-5]|2[0-3]\\s?[:.]\\s?[0-5])(?!\\.\\d|-\\d(?!\\d[:.]))'

/** A year of four digits is whole whatever follows: 02/28/20269:07 AM lost its blank. */
const fullYearEnds = '(?=$|[^\\d]|[012]?\\d\\s?[:.]\\s?[0-5])(?!\\.\\d|-\\d(?!\\d[:.]))'

type Shape = 'ymd' | 'named' | 'numeric' | 'short-year' | 'month-day' | 'month-day-zh' | 'relative'

const shapes: readonly (readonly [Shape, RegExp])[] = [
  ['ymd', new RegExp(`(?<![\\d._])${y}\\s?(?<sep>[-/.]|年)\\s?${m}\\s?(?:[-/.]|月)\\s?${d}(?:\\s?[日号])?${dayEnds}`, 'g')],
  ['ymd', new RegExp(`(?<![\\d.])${y}[-/.]?(?<m>0[1-9]|1[0-2])[-/.]?(?<d>0[1-9]|[12]\\d|3[01])(?=[ T]?[0-2]\\d:[0-5]\\d)`, 'g')],
  ['named', new RegExp(`${name}\\s?${d}${ordinal}(?:,|\\.|\\s)\\s?${y}${yearEnds}`, 'g')],
  ['named', new RegExp(`(?<![\\d:])${d}${ordinal}[\\s-]?(?:of )?${name}[\\s,-]{0,2}${y}${yearEnds}`, 'g')],
  ['numeric', new RegExp(`(?<![\\d.\\-/])(?<a>\\d{1,2})(?<sep>[/.-])(?<b>\\d{1,2})\\k<sep>${y}${fullYearEnds}`, 'g')],
  ['short-year', /(?<![\d./-])(?<a>\d{1,2})(?<sep>[/])(?<b>\d{1,2})\k<sep>(?<yy>\d\d)(?=,?\s\s?\d{1,2}:\d\d)/g],
  ['named', new RegExp(`${name}\\s?${d}${ordinal}(?!\\d|[,.]?\\s?\\d{4})(?=,?\\s(?:at\\s)?[\\d·-])`, 'g')],
  ['month-day-zh', new RegExp(`(?<!\\d|年\\s?)${m}\\s?月\\s?${d}\\s?[日号]`, 'g')],
  ['month-day', new RegExp(`(?<![\\d./:-])${m}[-/]${d}(?=\\s{0,2}[0-2]?\\d:[0-5]\\d)`, 'g')],
  [
    'relative',
    /昨天|前天|今天|昨日|今日|刚刚|星期[一二三四五六日天]|周[一二三四五六日天]|\b(?:Today|Yesterday|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)\b)/gi,
  ],
]

/** The name of a weekday beside its date says nothing new. */
function besides(a: Day, b: Day): boolean {
  return Math.max(a.start, b.start) - Math.min(a.end, b.end) <= 3
}

/** A day run into the hour is clear when both have two digits; else 2024/6/114:32 could be the 1st or the 11th. */
function lostBlank(plain: string, date: string, end: number): number {
  if (!/^\d/.test(plain.slice(end)) || /[日号]$/.test(date)) return 1
  if (/\d\d$/.test(date) && /^\d\d/.test(plain.slice(end))) return 1
  return /\D[1-3]$/.test(date) ? 0.6 : 0.94
}

const monthNames = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']

function toDay(shape: Shape, groups: Record<string, string | undefined>, english: boolean): Omit<Day, 'start' | 'end'> | null {
  if (shape === 'relative') return { date: null, relative: true, cap: 1, needsTime: true }
  if (shape === 'numeric' || shape === 'short-year') return numericDay(groups, english)
  const named = groups.name ?? groups.other
  const month = named === undefined ? Number(groups.m) : monthNames.indexOf(named.slice(0, 3).toLowerCase()) + 1
  const day = Number(groups.d)
  const year = groups.y
  if (!isCalendarDay(year === undefined ? 2024 : Number(year), month, day)) return null
  // The month has its leading nought and the day has none: a digit of the day is lost or cut off.
  if (groups.sep !== undefined && groups.sep !== '年' && groups.m?.startsWith('0') && groups.d?.length === 1) return null
  const date = `${two(month)}-${two(day)}`
  if (year !== undefined)
    return { date: `${year}-${date}`, relative: false, cap: shape === 'ymd' && groups.sep === undefined ? 0.9 : 1, needsTime: false }
  return { date, relative: false, cap: 1, needsTime: shape === 'month-day' }
}

/** Month first with slashes, unless the first is over 12; day first with hyphens or dots, or off English pages, where either may be meant. */
function numericDay({ a, b, sep, y: year, yy }: Record<string, string | undefined>, english: boolean): Omit<Day, 'start' | 'end'> | null {
  const [first, second] = [Number(a), Number(b)]
  const monthFirst = second > 12 || (first <= 12 && sep === '/')
  const [month, day] = monthFirst ? [first, second] : [second, first]
  const fullYear = year ?? `20${yy}`
  if (!isCalendarDay(Number(fullYear), month, day)) return null
  const sure = first > 12 || second > 12 || first === second || (english && sep === '/')
  return {
    date: `${fullYear}-${two(month)}-${two(day)}`,
    relative: false,
    cap: sure ? (yy === undefined ? 1 : 0.94) : 0.8,
    needsTime: false,
  }
}

function two(value: number): string {
  return String(value).padStart(2, '0')
}
