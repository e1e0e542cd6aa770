import type { Motion } from '../../model/reading.js'
import type { DirectionHint, Finding } from './finding.js'

/** Tells a recording that is played backwards: by one strong or two weak hints, less what speaks for its running forwards. A person may delete a text by hand: that alone is no reversal. */
export function checkDirection(motion: Motion, fromClocks: readonly DirectionHint[]): readonly Finding[] {
  const hints = [...fromClocks, ...ofTyping(motion), ...ofScrolling(motion), ...ofFades(motion)]
  const against = hints.filter(({ weight }) => weight > 0)
  if (hints.reduce((sum, { weight }) => sum + weight, 0) < 2) return []
  return [
    {
      code: 'reversed',
      atMs: Math.min(...against.map(({ atMs }) => atMs)),
      untilMs: Math.max(...against.map(({ untilMs }) => untilMs)),
      because: {
        zh: `录屏像是倒着播放的：${against.map(({ what }) => what.zh).join('；')}`,
        en: `the recording seems to be played backwards: ${against.map(({ what }) => what.en).join('; ')}`,
      },
    },
  ]
}

/** Who holds the delete key takes less than this for a character, in ms; one by one takes longer. */
const byHandMs = 60

function ofTyping({ typing }: Motion): readonly DirectionHint[] {
  const grown = typing.filter(({ direction, steps }) => direction === 'grows' && steps >= 4)
  const shrunk = typing.filter(({ direction, steps }) => direction === 'shrinks' && steps >= 4)
  const steps = shrunk.reduce((sum, run) => sum + run.steps, 0)
  if (grown.length > 0) {
    const what = { zh: '文字逐个出现', en: 'text appears character by character' }
    return shrunk.length === 0 ? [{ weight: -1, ...spanOf(grown), what }] : []
  }
  if (steps < 4) return []
  const spentMs = shrunk.reduce((sum, { atMs, untilMs }) => sum + untilMs - atMs, 0)
  const isTypist = steps >= 12 && spentMs / steps >= byHandMs
  const what = { zh: '文字逐个消失，却从未逐个出现', en: 'text goes character by character and never came so' }
  return [{ weight: isTypist ? 2 : 1, ...spanOf(shrunk), what }]
}

function ofScrolling({ scrolling }: Motion): readonly DirectionHint[] {
  const quickening = scrolling.filter(({ pace }) => pace === 'quickens')
  const slowing = scrolling.filter(({ pace }) => pace === 'slows')
  if (slowing.length > 0) {
    const what = { zh: '滚动渐渐慢下来', en: 'scrolling slows down' }
    return quickening.length === 0 ? [{ weight: -1, ...spanOf(slowing), what }] : []
  }
  const what = { zh: '滚动越来越快后突然停住', en: 'scrolling quickens and stops at once' }
  return quickening.length === 0 ? [] : [{ weight: quickening.length >= 3 ? 2 : 1, ...spanOf(quickening), what }]
}

/** A toast comes quickly and goes slowly, or as quickly as it came. */
function ofFades({ fades }: Motion): readonly DirectionHint[] {
  const isSlowerBy = (slow: number, quick: number) => slow > 1.8 * quick && slow - quick > 120
  const backward = fades.filter(({ inMs, outMs }) => isSlowerBy(inMs, outMs))
  const forward = fades.filter(({ inMs, outMs }) => isSlowerBy(outMs, inMs))
  if (backward.length <= 2 * forward.length) return []
  const spans = backward.map(({ atMs, inMs }) => ({ atMs, untilMs: atMs + inMs }))
  const what = { zh: '提示慢慢出现、突然消失', en: 'notices come slowly and go at once' }
  return [{ weight: backward.length >= 3 ? 2 : 1, ...spanOf(spans), what }]
}

function spanOf(all: readonly { readonly atMs: number; readonly untilMs: number }[]): { readonly atMs: number; readonly untilMs: number } {
  return { atMs: Math.min(...all.map(({ atMs }) => atMs)), untilMs: Math.max(...all.map(({ untilMs }) => untilMs)) }
}
