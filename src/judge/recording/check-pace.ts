import type { Blinking, Motion } from '../../model/reading.js'
import type { Finding } from './finding.js'

/** Systems turn a text cursor every 500 to 530 ms; below and above this another speed is played. */
const quickestMs = 450
const slowestMs = 620
/** Four turns, three even steps of one stroke that stands free, are proof that it is quick; a slow cursor may not have been seen at every turn. */
const provingTurns = 4
const provingSlowTurns = 6

/** Tells another speed by the text cursor; few turns of a quick one only where toasts, too, come and go more quickly than pages let them. */
export function checkPace({ blinking, fades }: Pick<Motion, 'blinking' | 'fades'>): readonly Finding[] {
  const cursors = blinking.filter(({ turns }) => turns >= 3)
  const quick = cursors.filter(({ halfPeriodMs }) => halfPeriodMs < quickestMs)
  const slow = cursors.filter(({ halfPeriodMs, turns }) => halfPeriodMs > slowestMs && turns >= provingSlowTurns)
  const honest = turnsOf(cursors.filter((cursor) => !quick.includes(cursor) && cursor.halfPeriodMs <= slowestMs))
  const odd = quick.length > 0 ? quick : slow
  // pages have blinking marks of their own; the system's cursor is the one that keeps the system's pace
  if (odd.length === 0 || honest > 0) return []
  const isProof = turnsOf(odd) >= provingTurns
  if (!isProof && !areHurried(fades)) return []
  const [most] = odd.toSorted((a, b) => b.turns - a.turns)
  const halfMs = Math.round(most?.halfPeriodMs ?? 0)
  return [
    {
      code: 'speed-changed',
      atMs: Math.min(...odd.map(({ atMs }) => atMs)),
      untilMs: Math.max(...odd.map(({ untilMs }) => untilMs)),
      because: {
        zh: `文本光标每 ${halfMs} 毫秒闪动一次，正常为 500 到 530 毫秒，播放速度被改过`,
        en: `the text cursor turns every ${halfMs} ms instead of every 500 to 530 ms: it plays at another speed`,
      },
    },
  ]
}

function turnsOf(cursors: readonly Blinking[]): number {
  return cursors.reduce((sum, { turns }) => sum + turns, 0)
}

/** Pages let toasts come in 100 to 300 ms and go in 200 to 450. */
function areHurried(fades: Motion['fades']): boolean {
  return fades.length > 0 && fades.every(({ inMs, outMs }) => inMs + outMs <= 220 && outMs <= 150)
}
