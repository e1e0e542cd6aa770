import type { ClassifiedScreen, Phrase } from '../../model/examined.js'
import type { Field } from '../../model/field.js'
import type { Reading } from '../../model/reading.js'
import { listScreens } from '../list-screens.js'
import { type Stay, traceScreens } from '../trace-screens.js'
import type { ToldFinding } from './finding.js'
import { saySeconds } from './say-moment.js'

/** Every moment at which a failure comes into view, and how long it stays. Conversations and bills only report failures. */
export function findErrorMoments(
  reading: Reading,
  fields: readonly Field[],
  phrases: readonly Phrase[],
  screens: readonly ClassifiedScreen[],
): readonly ToldFinding[] {
  const linesOf = new Map(listScreens(reading).map(({ screen, lines }) => [screen, new Set(lines)] as const))
  const stays = traceScreens(reading)
  return stays.flatMap((stay, i) => {
    const here = linesOf.get(stay.screen)
    const before = linesOf.get(stays[i - 1]?.screen ?? -1)
    const is = screens.find(({ screen }) => screen === stay.screen)
    if (!here || stay.isReturn || is?.kind === 'support-chat' || is?.kind === 'merchant-promise') return []
    const isNew = ({ line }: { readonly line: number }) => here.has(line) && !before?.has(line)
    const code = fields.find((field) => field.type === 'error-code' && isNew(field))
    const phrase = surest(phrases.filter((each) => each.says === 'failure' && isNew(each)))
    if (!phrase && (!code || is?.shows !== 'failure')) return []
    const line = phrase?.line ?? code?.line ?? 0
    return [
      momentOf(
        stay,
        lastStayWith(line, stays.slice(i), linesOf),
        phrase && wordsOf(phrase, reading),
        code?.value ?? null,
        stays.at(-1)?.untilMs ?? 0,
      ),
    ]
  })
}

function surest(phrases: readonly Phrase[]): Phrase | undefined {
  return phrases.toSorted((a, b) => b.box[3] * b.confidence - a.box[3] * a.confidence)[0]
}

/** The line that says it, where that is no longer than a message's. */
function wordsOf({ line, text }: Phrase, { lines }: Reading): string {
  const whole = lines[line]?.text.trim() ?? ''
  return whole.includes(text) && whole.length <= longestMessage ? whole : text
}

const longestMessage = 40

/** The last of the stays, one after the other, that still show the line. */
function lastStayWith(line: number, stays: readonly Stay[], linesOf: ReadonlyMap<number, ReadonlySet<number>>): Stay | undefined {
  const gone = stays.findIndex(({ screen }) => !linesOf.get(screen)?.has(line))
  return gone < 0 ? stays.at(-1) : stays[gone - 1]
}

function momentOf({ atMs }: Stay, last: Stay | undefined, words: string | undefined, code: string | null, endMs: number): ToldFinding {
  const untilMs = Math.max(last?.untilMs ?? atMs, atMs)
  const isLast = untilMs >= endMs
  const shown = [
    words === undefined ? null : { zh: `「${words}」`, en: `"${words}"` },
    code === null ? null : { zh: words?.includes(code) ? '' : ` ${code}`, en: words?.includes(code) ? '' : ` ${code}` },
  ]
  const [zh, en] = (['zh', 'en'] as const).map((language) => shown.map((part) => part?.[language] ?? '').join(''))
  const stays = {
    zh: isLast ? '一直停留到录屏结束' : `停留 ${saySeconds(untilMs - atMs)} 秒`,
    en: isLast ? 'and stays to the end' : `and stays for ${saySeconds(untilMs - atMs)} s`,
  }
  return {
    code: 'error-appears',
    atMs,
    untilMs,
    because: { zh: `出现失败提示${zh}，${stays.zh}`, en: `the failure ${en?.trim()} comes into view ${stays.en}` },
    ...(code === null ? {} : { value: code }),
  }
}
