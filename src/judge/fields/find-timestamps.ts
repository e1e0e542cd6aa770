import type { TimestampField, TimestampRole } from '../../model/field.js'
import { findLabelOf, type Labels } from './find-label-of.js'
import type { Label } from './find-labels.js'
import { columnOverlap, onSameRow, type Page, type PageLine } from './page.js'
import { placeField } from './place-field.js'
import { type Moment, readMoments } from './read-moments.js'
import { boxOf, type Span } from './span.js'

/** Finds the dates and times of a page; date and time in two places are joined, spans of hours and durations are none. */
export function findTimestamps(page: Page, labels: Labels): readonly TimestampField[] {
  const printed = page.lines.flatMap((on) => readMoments(on.text, page.english).map((moment) => toPrinted(page, labels, on, moment)))
  const joined = joinParts(printed)
  return joined.flatMap((each) => (isDuration(page, each) ? [] : [toField(page, each)]))
}

interface Printed {
  readonly moment: Moment
  readonly spans: readonly [Span, ...Span[]]
  readonly label: Label | null
  readonly clock: boolean
}

function toPrinted(page: Page, labels: Labels, on: PageLine, moment: Moment): Printed {
  const span = { on, start: moment.start, end: moment.end }
  const clock = isScreenClock(page, on, moment)
  return { moment, spans: [span], label: clock ? null : findLabelOf(page, labels, span), clock }
}

/** The clock of a phone's status bar, a menu bar's or a taskbar's: the outermost row of the picture, and a corner of it on a desktop. */
function isScreenClock(page: Page, on: PageLine, moment: Moment): boolean {
  const { width, height } = page.reading
  if (height > 1.2 * width) {
    const inBar = moment.date === null && moment.start <= 2 && on.bottom < 0.14 * width && on.height < 0.07 * width
    return inBar && page.lines.every((line) => line.bottom > on.top)
  }
  const taskbar = on.midY > height - Math.max(0.075 * height, 3.5 * on.height) && on.left > 0.75 * width && on.text.trim().length <= 24
  const menuBar = on.bottom < 0.05 * height && on.right > 0.9 * width && moment.time !== null
  return (taskbar || menuBar) && moment.end - moment.start >= 0.6 * on.text.trim().length
}

/** Puts a date and the time beside it or right below it together; on a taskbar the time stands above. Either line of a taskbar carries the whole. */
function joinParts(printed: readonly Printed[]): readonly Printed[] {
  const times = printed.filter(({ moment }) => moment.date === null && moment.time !== null && !moment.relative)
  const used = new Set<Printed>()
  const wholes = new Map<Printed, Printed>()
  for (const day of printed) {
    if (day.moment.date === null || day.moment.time !== null) continue
    const time = times
      .filter((each) => !used.has(each) && each.clock === day.clock && belongTogether(day, each))
      .toSorted((a, b) => gap(day, a) - gap(day, b))[0]
    if (time === undefined) continue
    used.add(time)
    const moment = { ...time.moment, date: day.moment.date, cap: Math.min(day.moment.cap, time.moment.cap, 0.94) }
    wholes.set(day, { ...day, moment, spans: day.clock ? day.spans : [...day.spans, ...time.spans] })
    if (day.clock) wholes.set(time, { ...time, moment })
  }
  return printed.flatMap((each) => wholes.get(each) ?? (used.has(each) ? [] : [each]))
}

function belongTogether(day: Printed, time: Printed): boolean {
  const [a, b] = [day.spans[0].on, time.spans[0].on]
  if (a === b) return false
  const [ax, ay, aWidth, aHeight] = boxOf(day.spans)
  const [bx, by, bWidth, bHeight] = boxOf(time.spans)
  if (onSameRow(a, b))
    return bx >= ax + aWidth - aHeight && bx - (ax + aWidth) < 2.5 * aHeight && atStart(time) && !a.text.slice(day.moment.end).trim()
  const inColumn = Math.min(ax + aWidth, bx + bWidth) - Math.max(ax, bx) >= 0.5 * Math.min(aWidth, bWidth)
  if (!inColumn || !fills(time) || Math.abs(aHeight - bHeight) > 0.5 * aHeight) return false
  const [upper, lower] = by > ay ? [ay + aHeight, by] : [by + bHeight, ay]
  return lower - upper < 0.9 * aHeight && (by > ay || day.clock)
}

function gap(day: Printed, time: Printed): number {
  const [[ax, ay], [bx, by]] = [boxOf(day.spans), boxOf(time.spans)]
  return Math.abs(ax - bx) + Math.abs(ay - by)
}

function atStart({ moment, spans: [{ on }] }: Printed): boolean {
  return on.text.slice(0, moment.start).trim() === ''
}

function fills({ moment, spans: [{ on }] }: Printed): boolean {
  return on.text.trim().length <= moment.end - moment.start + 1
}

const durationWords =
  /剩余|倒计时|还剩|时长|耗时|用时|播放|客服时间|营业|工作时间|服务时间|在线时间|接待时间|后(?:自动|关闭|过期|失效|可)|内(?:完成|支付|付款)|duration|remaining|elapsed|countdown|\bleft\b|time left|runtime|opening|business hours|office hours/i

/** A time without a date that counts down, measures or tells when a shop is open. */
function isDuration(page: Page, { moment, spans: [span], label, clock }: Printed): boolean {
  if (moment.date !== null || moment.relative || clock) return false
  const { on } = span
  if (durationWords.test(on.text) || /\d:\d\d\s?(?:[-~]|至|到)\s*$/.test(page.lines[on.index - 1]?.text ?? '')) return true
  if (label?.says.startsWith('time-')) return false
  const near = page.lines.find(
    (line) => line !== on && onSameRow(line, on) && line.right <= on.left && on.left - line.right < 6 * on.height,
  )
  if (near !== undefined && durationWords.test(near.text)) return true
  const printed = on.text.slice(span.start, span.end)
  if (/[ap]\.?m|[上下中午晚凌早]/i.test(printed)) return false
  return /^00?:[0-5]\d$/.test(printed) || (/^\d:/.test(printed) && on.text.trim() !== printed.trim())
}

function toField(page: Page, printed: Printed): TimestampField {
  const { moment, spans, label, clock } = printed
  const value = `${[moment.date, moment.time].filter((part) => part !== null).join('T')}${moment.offset}`
  return {
    type: 'timestamp',
    value,
    ...placeField(spans, label, moment.cap),
    clock: clock ? 'status-bar' : 'page',
    role: roleOf(page, printed),
  }
}

function roleOf(page: Page, { moment, spans: [span], label, clock }: Printed): TimestampRole {
  if (clock) return 'clock'
  if (label?.says.startsWith('time-') && label.says !== 'time-other') return label.says.slice('time-'.length) as TimestampRole
  const { on } = span
  if (label?.says === 'time-other' && !/^(?:时间|日期|time|date)$/i.test(label.on.text.slice(label.start, label.end))) return 'other'
  if (nearFailure(page, on, /\dT\d\d:\d\d:/.test(`${moment.date}T${moment.time}`) ? 4.5 : 0.8)) return 'failed'
  const alone = on.text.trim().length <= moment.end - moment.start + 2
  if (label !== null || !alone || /:\d\d:\d\d/.test(on.text)) return 'other'
  if (moment.relative || moment.date === null) return 'message'
  const centred = Math.abs((on.left + on.right) / 2 - page.reading.width / 2) < 0.06 * page.reading.width
  return centred ? 'message' : 'other'
}

const failureWords = /失败|错误|异常|无效|报错|\bfail(?:ed|ure)?\b|\berror\b|\binvalid\b/i

/** A word of failure in the same line, or on its row, or right above or below it in the same column. */
function nearFailure(page: Page, on: PageLine, withinLines: number): boolean {
  return page.lines.some((line) => {
    if (!failureWords.test(line.text) || line.text.length > 60) return false
    const apart = Math.max(line.top - on.bottom, on.top - line.bottom)
    return line === on || onSameRow(line, on) || (apart < withinLines * on.height && columnOverlap(line, on) > 0.5)
  })
}
