import type { EvidenceKind } from '../model/evidence.js'
import type { Examined, Phrase } from '../model/examined.js'
import { listScreens } from './list-screens.js'
import { usedKind } from './used-kind.js'

/**
 * What a piece says on pages of one kind: a still of that kind says all of it; of a recording only the screens count that are
 * surely of that kind and show no failure of the buyer's own, whatever the recording is called.
 */
export function phrasesOn(piece: Examined, kind: EvidenceKind): readonly Phrase[] {
  if (piece.reading.media === 'image') return usedKind(piece) === kind ? piece.phrases : []
  const screens = piece.screens.filter((screen) => screen.kind === kind && screen.kindConfidence >= 0.5 && screen.shows !== 'failure')
  const lines = new Set(
    listScreens(piece.reading).flatMap((page) => (screens.some(({ screen }) => screen === page.screen) ? page.lines : [])),
  )
  return piece.phrases.filter(({ line }) => lines.has(line))
}
