import type { ClockReading, Jump } from '../../model/reading.js'
import { clockConfidence } from './check-clock.js'
import type { DirectionHint, Finding, Tampering } from './finding.js'
import { readCounter } from './read-clock.js'
import { sayLength, sayMoment } from './say-moment.js'

/** Holds the page's clocks and counters that show seconds against the time of the recording. */
export function checkCounters(clocks: readonly ClockReading[], jumps: readonly Jump[]): Tampering {
  const tracks = tracksOf(clocks)
    .map(withoutMisread)
    .filter(({ points }) => points.length >= 4)
  return { findings: tracks.flatMap((track) => [...paceOf(track), ...gapsOf(track, jumps)]), hints: tracks.flatMap(directionOf) }
}

interface Point {
  readonly atMs: number
  readonly seconds: number
  readonly text: string
}

/** One counter in its place on the page. */
interface Track {
  readonly points: readonly Point[]
  /** What its words say that it does. */
  readonly meant: 'down' | 'up' | 'unknown'
}

const countsDown =
  /剩余|倒计时|还剩|后(?:自动|关闭|过期|失效|可|重|跳转)|内(?:完成|支付|付款|有效)|重新(?:发送|获取)|\bleft\b|remaining|expires?|countdown|resend/i
const countsUp = /已(?:用|录|进行|等待)|用时|耗时|录制|通话|elapsed|recording/i

function tracksOf(clocks: readonly ClockReading[]): readonly Track[] {
  const places: { last: ClockReading; points: Point[]; words: string }[] = []
  for (const clock of clocks.filter(({ where }) => where === 'page').toSorted((a, b) => a.atMs - b.atMs)) {
    const read = clock.confidence >= clockConfidence && Number.isFinite(clock.atMs) ? readCounter(clock.text) : null
    if (!read) continue
    const point = { atMs: clock.atMs, seconds: read.seconds, text: clock.text }
    const place = places.find(({ last }) => isSamePlace(last, clock))
    if (!place) places.push({ last: clock, points: [point], words: clock.text })
    else {
      place.last = clock
      if (point.atMs > (place.points.at(-1)?.atMs ?? 0)) place.points.push(point)
    }
  }
  return places.map(({ points, words }) => ({ points, meant: meantBy(words) }))
}

function meantBy(words: string): Track['meant'] {
  if (countsDown.test(words)) return 'down'
  // a time of day with its seconds goes on
  return countsUp.test(words) || /^\D{0,4}(?:[01]?\d|2[0-3])[:：][0-5]\d[:：][0-5]\d\D{0,4}$/.test(words.replace(/^0\d(?=[:：])/, ''))
    ? 'up'
    : 'unknown'
}

/** On the same row and over the same columns: a counter stays where it is, its words may change. */
function isSamePlace({ box: a }: ClockReading, { box: b }: ClockReading): boolean {
  const across = Math.min(a[0] + a[2], b[0] + b[2]) - Math.max(a[0], b[0])
  return across > 0 && Math.abs(a[1] + a[3] / 2 - b[1] - b[3] / 2) <= 0.6 * Math.max(a[3], b[3])
}

function directionIn(points: readonly Point[]): 1 | -1 {
  const steps = points.slice(1).map((point, i) => Math.sign(point.seconds - (points[i]?.seconds ?? 0)))
  return steps.reduce((sum, step) => sum + step, 0) < 0 ? -1 : 1
}

/** Seconds of the counter less seconds of the recording: constant for an honest one. */
function offsetOf({ seconds, atMs }: Point, direction: number): number {
  return direction * seconds - atMs / 1000
}

/** Drops single readings that fit neither neighbour while these fit each other. */
function withoutMisread(track: Track): Track {
  const direction = directionIn(track.points)
  const points = track.points.filter((point, i, all) => {
    const [before, after] = [all[i - 1] ?? all[i + 2], all[i + 1] ?? all[i - 2]]
    if (!before || !after) return true
    const [own, a, b] = [point, before, after].map((each) => offsetOf(each, direction)) as [number, number, number]
    const spread = Math.abs(a - b)
    return Math.min(Math.abs(own - a), Math.abs(own - b)) <= Math.max(2.5, 0.75 * spread) || spread > 2.5
  })
  return { ...track, points }
}

/** Seconds that are all too short or too long by the same factor. Timers of busy pages lag; they never hurry. */
function paceOf({ points }: Track): readonly Finding[] {
  const pairs = points.flatMap((to, i) => points.slice(0, i).flatMap((from) => (to.atMs - from.atMs >= 3000 ? [{ from, to }] : [])))
  const paces = pairs.map(({ from, to }) => (Math.abs(to.seconds - from.seconds) * 1000) / (to.atMs - from.atMs)).toSorted((a, b) => a - b)
  const pace = paces[paces.length >> 1]
  const [first, last] = [points[0], points.at(-1)]
  if (pace === undefined || !first || !last) return []
  const spanMs = last.atMs - first.atMs
  const room = Math.max(0.07, 1200 / Math.max(spanMs, 1))
  if (spanMs < 4500 || pace < 0.2 || (pace < 1 + room && pace > 1 - 2 * room)) return []
  const steady = points.slice(1).every((to, i) => {
    const from = points[i] ?? first
    return Math.abs(Math.abs(to.seconds - from.seconds) - (pace * (to.atMs - from.atMs)) / 1000) <= 1.6
  })
  if (!steady) return []
  const because = {
    zh: `页面上的秒数（${first.text} → ${last.text}）在 ${sayLength(spanMs).zh}里走了 ${sayLength(pace * spanMs).zh}，约为原速的 ${pace.toFixed(2)} 倍`,
    en: `the page's seconds (${first.text} → ${last.text}) go on by ${sayLength(pace * spanMs).en} within ${sayLength(spanMs).en}: it plays at about ${pace.toFixed(2)} times its own speed`,
  }
  return [{ code: 'speed-changed', atMs: first.atMs, untilMs: last.atMs, because }]
}

/** Seconds that are missing between two readings while both sides go on steadily. A counter that starts again, or was stopped, hurries nothing. */
function gapsOf({ points }: Track, jumps: readonly Jump[]): readonly Finding[] {
  const direction = directionIn(points)
  return points.slice(1).flatMap((to, i): readonly Finding[] => {
    const from = points[i]
    const [before, after] = [points[i - 1], points[i + 2]]
    if (!from || !before || !after) return []
    const [a, b, c, d] = [before, from, to, after].map((point) => offsetOf(point, direction)) as [number, number, number, number]
    const steady = Math.abs(b - a) <= 1.3 && Math.abs(d - c) <= 1.3
    if (!steady || c - b < 2.5) return []
    const jump = jumps.find(({ atMs }) => atMs >= from.atMs && atMs <= to.atMs + 100)
    const because = {
      zh: `页面上的秒数从 ${from.text} 到 ${to.text}，比录屏时间多走了约 ${sayLength((c - b) * 1000).zh}`,
      en: `the page's seconds go from ${from.text} to ${to.text}, about ${sayLength((c - b) * 1000).en} more than the recording's own time`,
    }
    return [{ code: jump ? 'cut' : 'clock-jump', atMs: jump?.atMs ?? from.atMs, untilMs: jump?.atMs ?? to.atMs, because }]
  })
}

/** A countdown that counts up, a clock that counts down, or either the way it should. */
function directionOf({ points, meant }: Track): readonly DirectionHint[] {
  const [first, last] = [points[0], points.at(-1)]
  if (!first || !last || meant === 'unknown') return []
  const steps = points.slice(1).map((point, i) => point.seconds - (points[i]?.seconds ?? 0))
  const right = steps.filter((step) => (meant === 'down' ? step < 0 : step > 0)).length
  const wrong = steps.filter((step) => (meant === 'down' ? step > 0 : step < 0)).length
  // one step the other way may be a counter that starts again
  if (wrong < 3 && right < 2) return []
  if (wrong > 0 && right > 0 && wrong < 4 * right) return right > wrong ? [hint(-2)] : []
  return [hint(wrong > right ? 2 : -2)]

  function hint(weight: 2 | -2): DirectionHint {
    const [from, to] = [first?.text ?? '', last?.text ?? '']
    const what = {
      zh: `页面上的计时在 ${sayMoment(last?.atMs ?? 0)} 前由 ${from} 走到 ${to}`,
      en: `the page's counter goes from ${from} to ${to} by ${sayMoment(last?.atMs ?? 0)}`,
    }
    return { weight, atMs: first?.atMs ?? 0, untilMs: last?.atMs ?? 0, what }
  }
}
