import { isSuspicious } from '../../judge/expert-card.js'
import type { Sentence } from '../../model/field.js'
import type { Signal } from '../../model/signal.js'
import { placeSeen, type SheetPiece, type SheetPlace, type Speech, seenAt } from './place-seen.js'

/** Where a reviewer looks first. */
export interface Decisive extends SheetPlace {
  readonly because: string
}

/**
 * The place of the strongest signal that alone keeps the machine from paying; else where the failure stands, its code
 * before its words; else the strongest of the others that has a place; else the first piece. Null without evidence.
 */
export function pickDecisive(signals: readonly Signal[], pieces: readonly SheetPiece[], { say, hide }: Speech): Decisive | null {
  const ofSignal = (wanted: (signal: Signal) => boolean): Decisive | null => {
    const strongest = signals.filter((signal) => wanted(signal) && signal.seenIn.length > 0).toSorted((a, b) => b.weight - a.weight)
    for (const { at, seenIn, because } of strongest) {
      const place = placeSeen(pieces, at?.[0] ?? { file: seenIn[0] ?? '', box: null })
      if (place) return only(place, hide(say(because)))
    }
    return null
  }
  return (
    ofSignal(isSuspicious) ??
    ofSignal(({ code }) => code.startsWith('error-')) ??
    failureOf(pieces, (sentence) => hide(say(sentence))) ??
    ofSignal(({ weight }) => weight > 0) ??
    firstOf(pieces, say)
  )
}

function failureOf(pieces: readonly SheetPiece[], say: (sentence: Sentence) => string): Decisive | null {
  for (const { evidenceId, examined } of pieces) {
    if (examined?.shows !== 'failure') continue
    const code = examined.fields.find(({ type, value }) => type === 'error-code' && value !== null)
    if (code) return only(seenAt(evidenceId, code), say({ zh: `错误代码 ${code.text}。`, en: `Error code ${code.text}.` }))
    const phrase = examined.phrases.find(({ says }) => says === 'failure')
    if (!phrase) continue
    const because = say({ zh: `失败提示「${phrase.text}」。`, en: `The failure: "${phrase.text}".` })
    return { evidenceId, frameMs: phrase.frameMs, box: phrase.box, because }
  }
  return null
}

function firstOf(pieces: readonly SheetPiece[], say: (sentence: Sentence) => string): Decisive | null {
  const first = pieces.find(({ examined }) => examined !== null) ?? pieces[0]
  if (!first) return null
  return {
    evidenceId: first.evidenceId,
    frameMs: null,
    box: null,
    because: say({ zh: '第一份材料。', en: 'The first piece of evidence.' }),
  }
}

function only({ evidenceId, frameMs, box }: SheetPlace, because: string): Decisive {
  return { evidenceId, frameMs, box, because }
}
