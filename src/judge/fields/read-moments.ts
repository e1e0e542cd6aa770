import { digitise } from './digitise.js'
import { type Day, readDays } from './read-days.js'

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
  if (!/\d/.test(text) || !/[:年月\-/.时点]|[A-Z][A-Za-z]{2}/.test(text)) return []
  const plain = digitise(text)
  const dates = readDays(plain, english)
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

const half = '(?:(?<half>上午|下午|凌晨|中午|晚上|早上|清晨|傍晚|夜间|早晨)\\s?)?'
const hour = '(?<h>2[0-3]|[01]?\\d)'
const tail =
  '(?:\\.\\d{1,6})?(?:\\s?(?<ap>[AaPp]\\.?\\s?[Mm])(?=$|[^A-Za-z]|GMT|UTC|[A-Z]{3,4}(?![A-Za-z]))\\.?)?(?<off>Z\\b|\\s?[+-](?:0\\d|1[0-4]):?[0-5]\\d(?!\\d)|\\s?\\(?(?:GMT|UTC)\\s?[+-]\\d{1,2}(?::\\d\\d)?\\)?)?'
/** A colon may be lost before the seconds, but no blank stand there instead: 14:32 52% is a clock and a battery. */
const colonTime = `${half}${hour}\\s?(?::|时|点)\\s?(?<mi>[0-5]\\d)(?:\\s?分)?(?:(?:\\s?:\\s?|(?<=分)\\s?|(?<lost>))(?<s>[0-5]\\d)(?:\\s?秒)?(?!\\d))?${tail}`
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
  const mended = groups.dot2 !== undefined || groups.dotB2 !== undefined || groups.lost !== undefined
  const time = `${two(hours)}:${part('mi')}${seconds === undefined ? '' : `:${seconds}`}`
  return { time, offset: toOffset(part('off')), cap: mended ? 0.9 : 1 }
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
