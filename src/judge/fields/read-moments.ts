import { isCalendarDay } from './known-formats.js'

/** A printed date, time or both, at `start` up to `end` of its text. */
export interface Moment {
  readonly start: number
  readonly end: number
  /** `2024-06-15`, or `11-01` without a year; null when only a time or a word like 昨天 is printed. */
  readonly date: string | null
  /** `14:32` or `14:32:07`, on the 24-hour clock. */
  readonly time: string | null
  /** `Z` or `+08:00` as printed, else empty. */
  readonly offset: string
  /** 昨天, Monday: a day that only the reader's own day could name. */
  readonly relative: boolean
  /** The most its confidence may be: lowered where a mark was missing or day and month could be swapped. */
  readonly cap: number
}

/** Reads the dates and times in a line of plain text; impossible ones, versions, addresses and spans of hours are none. */
export function readMoments(text: string, english: boolean): readonly Moment[] {
  if (!/\d/.test(text) || !/[:年月\-/.时点]|[A-Z][a-z]{2}/.test(text)) return []
  const plain = digitise(text)
  const dates = readDates(plain, english)
  const moments: Moment[] = []
  for (const [i, day] of dates.entries()) {
    const limit = dates[i + 1]?.start ?? plain.length
    moments.push(withTimeAfter(plain, day, limit) ?? withTimeBefore(plain, day, dates[i - 1]?.end ?? 0) ?? dayAlone(day))
  }
  const kept = moments.filter((each) => each.time !== null || !(each.date === null || each.cap < 0))
  const times = readTimes(plain).filter((time) => !kept.some((each) => each.start < time.end && time.start < each.end))
  return [...kept, ...times]
    .map((each) =>
      plain.slice(each.start, each.end) === text.slice(each.start, each.end) ? each : { ...each, cap: Math.min(each.cap, 0.9) },
    )
    .toSorted((a, b) => a.start - b.start)
}

/** Letters that stand for digits inside a run with digits and no other letters become digits: 2O24-O6-15. */
export function digitise(text: string): string {
  if (!/[OoIlQ|]/.test(text)) return text
  return text.replace(/(?<![A-Za-z])[0-9OoIlQ|:./-]*\d[0-9OoIlQ|:./-]*(?![B-OQ-Zb-oq-z])/g, (run) =>
    run.replace(/[OoQ]/g, '0').replace(/[Il|]/g, '1'),
  )
}

interface Day {
  readonly start: number
  readonly end: number
  readonly date: string | null
  readonly relative: boolean
  readonly cap: number
  /** Means a day only with a time beside it: 11-01, 昨天. */
  readonly needsTime: boolean
}

const y = '(?<y>(?:19|20)\\d\\d)'
const m = '(?<m>1[0-2]|0?[1-9])'
const d = '(?<d>3[01]|[12]\\d|0?[1-9])'
const name = '(?<name>Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)[a-z]{0,6}\\.?'
const ordinal = '(?:st|nd|rd|th)?'
/** No digit follows, unless it is the hour of a time whose blank was lost: 2024-06-1514:32. */
const dayEnds = '(?=$|[^\\d]|[01]\\d\\s?[:.]\\s?[0-5]|2[0-3]\\s?[:.]\\s?[0-5])(?!\\.\\d|-\\d(?!\\d[:.]))'

type Shape = 'ymd' | 'named' | 'numeric' | 'short-year' | 'month-day' | 'month-day-zh' | 'relative'

const shapes: readonly (readonly [Shape, RegExp])[] = [
  ['ymd', new RegExp(`(?<![\\d._])${y}\\s?(?<sep>[-/.]|年)\\s?${m}\\s?(?:[-/.]|月)\\s?${d}(?:\\s?[日号])?${dayEnds}`, 'g')],
  ['ymd', new RegExp(`(?<![\\d.])${y}[-/.]?(?<m>0[1-9]|1[0-2])[-/.]?(?<d>0[1-9]|[12]\\d|3[01])(?=[ T]?[0-2]\\d:[0-5]\\d)`, 'g')],
  ['named', new RegExp(`\\b${name}\\s?${d}${ordinal}(?:,|\\.|\\s)\\s?${y}(?!\\d)`, 'gi')],
  ['named', new RegExp(`(?<![\\d:])${d}${ordinal}[\\s-]?(?:of )?${name}[\\s,-]{0,2}${y}(?!\\d)`, 'gi')],
  ['numeric', new RegExp(`(?<![\\d.\\-/])(?<a>\\d{1,2})(?<sep>[/.-])(?<b>\\d{1,2})\\k<sep>${y}${dayEnds}`, 'g')],
  ['short-year', /(?<![\d./-])(?<a>\d{1,2})(?<sep>[/])(?<b>\d{1,2})\k<sep>(?<yy>\d\d)(?=,?\s\s?\d{1,2}:\d\d)/g],
  ['named', new RegExp(`\\b${name}\\s?${d}${ordinal}(?!\\d|,?\\s?\\d{4}\\b)(?=,?\\s(?:at\\s)?[\\d·-])`, 'gi')],
  ['month-day-zh', new RegExp(`(?<!\\d|年\\s?)${m}\\s?月\\s?${d}\\s?[日号]`, 'g')],
  ['month-day', new RegExp(`(?<![\\d./:-])${m}[-/]${d}(?=\\s{0,2}[0-2]?\\d:[0-5]\\d)`, 'g')],
  [
    'relative',
    /昨天|前天|今天|昨日|今日|刚刚|星期[一二三四五六日天]|周[一二三四五六日天]|\b(?:Today|Yesterday|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)\b)/gi,
  ],
]

function readDates(plain: string, english: boolean): readonly Day[] {
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
  const month = groups.name === undefined ? Number(groups.m) : monthNames.indexOf(groups.name.slice(0, 3).toLowerCase()) + 1
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

const half = '(?:(?<half>上午|下午|凌晨|中午|晚上|早上|清晨|傍晚|夜间|早晨)\\s?)?'
const hour = '(?<h>2[0-3]|[01]?\\d)'
const tail =
  '(?:\\.\\d{1,6})?(?:\\s?(?<ap>[AaPp]\\.?\\s?[Mm])\\b\\.?)?(?<off>Z\\b|\\s?[+-](?:0\\d|1[0-4]):?[0-5]\\d(?!\\d)|\\s?\\(?(?:GMT|UTC)\\s?[+-]\\d{1,2}(?::\\d\\d)?\\)?)?'
const colonTime = `${half}${hour}\\s?(?::|时|点)\\s?(?<mi>[0-5]\\d)(?:\\s?分)?(?:\\s?:?\\s?(?<s>[0-5]\\d)(?:\\s?秒)?(?!\\d))?${tail}`
/** Beside a date a dot may be a misread colon, when the seconds show that it is a time. */
const dottedTime = `${half}${hour}\\s?(?:(?<dot>\\.)|:)\\s?(?<mi>[0-5]\\d)\\s?(?:(?<dotB>\\.)|:)\\s?(?<s>[0-5]\\d)(?!\\d)${tail}`
const afterDate = new RegExp(
  `^(?:T|[\\s,·|@(-]{0,4}(?:(?:星期|周)[一二三四五六日天]|(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*|at)?[\\s,·)]{0,3})(?:${dottedTime.replace(/\?<(\w+)>/g, '?<$12>')}|${colonTime})(?![\\d:])`,
  'i',
)
const aTime = new RegExp(`(?<![\\d:.\\w-]|:\\s)${colonTime}(?![\\d:]|\\s?[/~]\\s?\\d|\\s?(?:-|至|到)\\s?\\d{1,2}:)`, 'gi')

function withTimeAfter(plain: string, day: Day, limit: number): Moment | null {
  const match = afterDate.exec(plain.slice(day.end, limit))
  if (match === null) return null
  const time = toTime(match.groups ?? {})
  return time === null
    ? null
    : {
        ...time,
        start: day.start,
        end: day.end + match[0].length,
        date: day.date,
        relative: day.relative,
        cap: Math.min(day.cap, time.cap),
      }
}

function withTimeBefore(plain: string, day: Day, from: number): Moment | null {
  const before = readTimes(plain.slice(from, day.start)).at(-1)
  if (before === undefined || !/^[\s,·|-]{0,3}(?:on\s)?$/i.test(plain.slice(from + before.end, day.start))) return null
  return { ...before, start: from + before.start, end: day.end, date: day.date, relative: day.relative, cap: Math.min(day.cap, before.cap) }
}

function dayAlone({ start, end, date, relative, cap, needsTime }: Day): Moment {
  return { start, end, date, time: null, offset: '', relative, cap: needsTime ? -1 : cap }
}

function readTimes(plain: string): readonly Moment[] {
  const times: Moment[] = []
  for (const match of plain.matchAll(aTime)) {
    // The end of a span of hours, 9:00-18:00, or the length of a clip, 00:31/02:15.
    if (/\d:\d\d\s?(?:[-~/]|至|到)\s?$/.test(plain.slice(0, match.index))) continue
    const time = toTime(match.groups ?? {})
    if (time !== null)
      times.push({ ...time, start: match.index, end: match.index + match[0].trimEnd().length, date: null, relative: false })
  }
  return times
}

function toTime(groups: Record<string, string | undefined>): Pick<Moment, 'time' | 'offset' | 'cap'> | null {
  const part = (key: string) => groups[key] ?? groups[`${key}2`]
  const hours = onFullClock(Number(part('h')), part('half'), part('ap'))
  if (hours === null) return null
  const seconds = part('s')
  const time = `${two(hours)}:${part('mi')}${seconds === undefined ? '' : `:${seconds}`}`
  return { time, offset: toOffset(part('off')), cap: groups.dot2 === undefined && groups.dotB2 === undefined ? 1 : 0.9 }
}

/** The hour on the 24-hour clock; null when there is none such. */
function onFullClock(hours: number, halfOfDay: string | undefined, ap: string | undefined): number | null {
  if (halfOfDay === undefined && ap === undefined) return hours
  if (hours > 12) return hours
  const afternoon = ap === undefined ? /下午|晚上|傍晚|夜间/.test(halfOfDay ?? '') : /^p/i.test(ap)
  if (halfOfDay === '中午') return hours < 10 ? hours + 12 : hours
  if (hours === 12) return afternoon && halfOfDay !== '晚上' ? 12 : 0
  return afternoon ? hours + 12 : hours
}

function toOffset(printed: string | undefined): string {
  const match = /([+-])(\d{1,2}):?(\d\d)?/.exec(printed ?? '')
  if (match === null) return printed?.trim() === 'Z' ? 'Z' : ''
  return `${match[1]}${(match[2] ?? '').padStart(2, '0')}:${match[3] ?? '00'}`
}

function two(value: number): string {
  return String(value).padStart(2, '0')
}
