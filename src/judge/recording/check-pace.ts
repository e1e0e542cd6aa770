import type { Blinking } from '../../model/reading.js'
import type { Finding } from './finding.js'

/** Systems turn a text cursor every 500 to 530 ms; below and above this another speed is played. */
const quickestMs = 450
const slowestMs = 620
const fewestTurns = 6

/** Tells another speed by a text cursor that blinks too quickly or too slowly. */
export function checkPace(blinking: readonly Blinking[]): readonly Finding[] {
  const cursors = blinking.filter(({ turns, halfPeriodMs }) => turns >= fewestTurns && Number.isFinite(halfPeriodMs))
  const honest = cursors.filter(({ halfPeriodMs }) => halfPeriodMs >= quickestMs && halfPeriodMs <= slowestMs)
  const [odd] = cursors.filter((cursor) => !honest.includes(cursor)).toSorted((a, b) => b.turns - a.turns)
  // pages have blinking marks of their own; the system's cursor is the one that keeps the system's pace
  if (!odd || honest.length > 0) return []
  return [
    {
      code: 'speed-changed',
      atMs: odd.atMs,
      untilMs: odd.untilMs,
      because: {
        zh: `文本光标每 ${Math.round(odd.halfPeriodMs)} 毫秒闪动一次，正常为 500 到 530 毫秒，播放速度被改过`,
        en: `the text cursor turns every ${Math.round(odd.halfPeriodMs)} ms instead of every 500 to 530 ms: it plays at another speed`,
      },
    },
  ]
}
