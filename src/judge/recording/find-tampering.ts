import type { Jump } from '../../model/reading.js'
import type { Finding, Tampering, Tick } from './finding.js'
import { type ClockStay, fitClock, type Run } from './fit-clock.js'
import { sayMoment, saySeconds } from './say-moment.js'

const minuteMs = 60_000

/** Tells how a recording was tampered with whose status bar's clock does not fit its time: played backwards, at another speed, or put together. */
export function findTampering(
  stays: readonly ClockStay[],
  runs: readonly Run[],
  ticks: readonly Tick[],
  jumps: readonly Jump[],
): Tampering {
  return playedBackwards(stays, jumps) ?? otherSpeed(stays, ticks, jumps) ?? putTogether(runs, stays, jumps)
}

/** Every step goes back, and backwards the clock goes steadily. */
function playedBackwards(stays: readonly ClockStay[], jumps: readonly Jump[]): Tampering | null {
  const steps = stays.slice(1).map((stay, i) => ({ from: stays[i], to: stay, by: stay.value - (stays[i]?.value ?? 0) }))
  const back = steps.filter(({ by }) => by < 0)
  const [first, last] = [back[0], back.at(-1)]
  if (!first?.from || !last || steps.some(({ by }) => by > 0) || fitClock(stays, minuteMs, -1).length > 1) return null
  const atMs = first.to.atMs
  // where the picture jumps in the same moment, another recording may begin there
  const isSmooth = !back.some(({ to }) => jumps.some((jump) => Math.abs(jump.atMs - to.atMs) <= 200))
  const what = {
    zh: `状态栏时钟倒着走(${first.from.text} → ${last.to.text})`,
    en: `the status bar's clock goes back (${first.from.text} → ${last.to.text})`,
  }
  const span = { atMs, untilMs: last.to.atMs }
  return {
    findings: [{ code: 'clock-backward', ...span, because: what }],
    hints: [{ weight: isSmooth || back.length > 1 ? 2 : 1, ...span, what }],
  }
}

/** Speeds that editing programs offer; a single minute of such a length was rather played faster than cut. */
const offered = [0.5, 0.75, 1.25, 1.5, 1.75, 2, 2.5, 3, 4]

/** Whole minutes between ticks that are all too short, or all too long, by the same factor. */
function otherSpeed(stays: readonly ClockStay[], ticks: readonly Tick[], jumps: readonly Jump[]): Tampering | null {
  const minutes = ticks.slice(1).flatMap((tick, i) => {
    const before = ticks[i]
    const count = tick.from.value - (before?.to.value ?? 0) + 1
    return before && count > 0 && before.to.value <= tick.from.value
      ? [{ before, tick, pace: (count * minuteMs) / (tick.atMs - before.atMs) }]
      : []
  })
  const [first, last] = [minutes[0], minutes.at(-1)]
  if (!first || !last) return null
  const pace = minutes.reduce((sum, minute) => sum + minute.pace, 0) / minutes.length
  if (Math.abs(pace - 1) < 0.05 || minutes.some((minute) => Math.abs(minute.pace / pace - 1) > 0.05)) return null
  const isOffered = offered.some((speed) => Math.abs(pace / speed - 1) < 0.03)
  const isCut = jumps.some((jump) => jump.withStatusBar && jump.atMs > first.before.atMs && jump.atMs < last.tick.atMs)
  if ((minutes.length === 1 && (!isOffered || isCut)) || fitClock(stays, minuteMs, pace).length > 1) return null
  const atMs = first.before.atMs
  const [count, spentMs] = [Math.round((pace * (last.tick.atMs - atMs)) / minuteMs), last.tick.atMs - atMs]
  return {
    findings: [
      {
        code: 'speed-changed',
        atMs,
        untilMs: last.tick.atMs,
        because: {
          zh: `状态栏时钟在 ${saySeconds(spentMs)} 秒里走了 ${count} 分钟，播放速度约为原速的 ${pace.toFixed(2)} 倍`,
          en: `the status bar's clock goes on by ${count} min within ${saySeconds(spentMs)} s: it plays at about ${pace.toFixed(2)} times its own speed`,
        },
      },
    ],
    hints: [],
  }
}

/** Where one steadily running clock ends and another begins; and where one stands still for longer than its minute. */
function putTogether(runs: readonly Run[], stays: readonly ClockStay[], jumps: readonly Jump[]): Tampering {
  const breaks = runs.slice(1).flatMap((run, i) => breakBetween(runs[i], run, jumps))
  const stalls = stays
    .filter(({ atMs, untilMs }) => untilMs - atMs > minuteMs + 1500)
    .map(({ atMs, untilMs, text }): Finding => {
      const because = {
        zh: `状态栏时钟停在 ${text} 长达 ${saySeconds(untilMs - atMs)} 秒`,
        en: `the status bar's clock stands at ${text} for ${saySeconds(untilMs - atMs)} s`,
      }
      return { code: 'clock-jump', atMs, untilMs, because }
    })
  return { findings: [...breaks, ...stalls], hints: [] }
}

function breakBetween(before: Run | undefined, after: Run, jumps: readonly Jump[]): readonly Finding[] {
  const [from, to] = [before?.stays.at(-1), after.stays[0]]
  if (!before || !from || !to) return []
  // a clock one minute on may only have ticked too early: then the break lies anywhere since it ticked last
  const isOneOn = to.value - from.value === 1
  const [earliestMs, latestMs] = [
    isOneOn || to.value === from.value ? from.atMs : from.untilMs,
    isOneOn ? to.atMs : to.value === from.value ? to.untilMs : to.atMs,
  ]
  const jump = nearestJump(jumps, earliestMs, latestMs, to.atMs)
  const [atMs, untilMs] = jump ? [jump.atMs, jump.atMs] : [earliestMs, latestMs]
  const steps = {
    zh: `状态栏时钟从 ${from.text} 到 ${to.text}`,
    en: `the status bar's clock goes from ${from.text} to ${to.text}`,
  }
  if (to.value < from.value) {
    const because = { zh: `${steps.zh}，倒退了`, en: `${steps.en}: backwards` }
    return [{ code: 'clock-backward', atMs, untilMs, because }, ...cutAt(jump, steps)]
  }
  const more = after.lo > before.hi
  const byMs = more ? after.lo - before.hi : before.lo - after.hi
  const because = {
    zh: `${steps.zh}，比录屏时间${more ? '多' : '少'}走了至少 ${saySeconds(byMs)} 秒`,
    en: `${steps.en}, at least ${saySeconds(byMs)} s ${more ? 'more' : 'less'} than the recording's own time`,
  }
  return jump ? [{ code: 'cut', atMs, untilMs, because }] : [{ code: 'clock-jump', atMs, untilMs, because }]
}

function cutAt(jump: Jump | null, steps: Finding['because']): readonly Finding[] {
  if (!jump) return []
  const because = {
    zh: `画面在 ${sayMoment(jump.atMs)} 突然换掉，${steps.zh}，像是接上了另一段录屏`,
    en: `the picture is another at ${sayMoment(jump.atMs)} while ${steps.en}: another recording seems to be joined on`,
  }
  return [{ code: 'cut', atMs: jump.atMs, untilMs: jump.atMs, because }]
}

/** The jump at which the break is: one with the status bar before one without, then the one nearest to where the clock changed. */
function nearestJump(jumps: readonly Jump[], earliestMs: number, latestMs: number, changeMs: number): Jump | null {
  const within = jumps.filter(({ atMs }) => atMs >= earliestMs - 300 && atMs <= latestMs + 300)
  const rank = (jump: Jump) => Math.abs(jump.atMs - changeMs) + (jump.withStatusBar ? 0 : 3000)
  return within.toSorted((a, b) => rank(a) - rank(b))[0] ?? null
}
