import { expertCard } from '../../judge/expert-card.js'
import { fromRecords, weighSignals } from '../../judge/score-signals.js'
import type { Policy } from '../../model/policy.js'
import type { Signal } from '../../model/signal.js'
import type { Verdict } from '../../model/verdict.js'
import { placeSeen, type SheetPiece, type SheetPlace, type Speech } from './place-seen.js'

/** How the confidence of a verdict came about; probabilities are those that the claim is good. */
export interface Waterfall {
  readonly prior: number
  readonly steps: readonly WaterfallStep[]
  readonly confidence: number
  readonly byRecord: boolean
}

interface WaterfallStep extends Pick<Signal, 'code' | 'group' | 'leans' | 'weight'> {
  readonly because: string
  readonly fromP: number
  readonly toP: number
  readonly heldBackBy: string | null
  readonly places: readonly SheetPlace[]
}

/** The signals of a verdict, each with how far it moved the probability from the one before, in log odds as in `judge/score-signals`. */
export function listWaterfall(verdict: Verdict, policy: Policy, pieces: readonly SheetPiece[], { say, hide }: Speech): Waterfall {
  const prior = 1 - policy.score.priorBad[verdict.trustTier]
  let logit = Math.log(prior / (1 - prior))
  const steps = weighSignals(verdict.signals).map(({ signal, goodLogit }): WaterfallStep => {
    const fromP = shareOf(logit)
    logit += goodLogit
    const { code, group, leans, weight, because } = signal
    const heldBackBy = goodLogit === 0 ? whatHoldsBack(signal, verdict.signals) : null
    return {
      code,
      group,
      leans,
      weight,
      because: hide(say(because)),
      fromP,
      toP: shareOf(logit),
      heldBackBy,
      places: placesOf(signal, pieces),
    }
  })
  // A fact of the record is certain; what was weighed is rounded, and never quite 1.
  const byRecord = Math.abs(Math.min(0.9999, shareOf(logit)) - verdict.confidence) > 0.0001
  return { prior, steps, confidence: verdict.confidence, byRecord }
}

/** The code beside which this signal does not count; null where it has no weight to count with. */
function whatHoldsBack({ code, group, leans, weight }: Signal, all: readonly Signal[]): string | null {
  if (weight === 0 || leans === 'neither') return null
  const stronger = all.find((other) => other.group === group && other.leans === leans && other.weight >= weight && other.code !== code)
  const veto = leans === 'for' && !fromRecords.includes(group) ? all.find((other) => expertCard[other.code].veto === true) : undefined
  return (veto ?? stronger)?.code ?? code
}

function placesOf({ at = [], seenIn }: Signal, pieces: readonly SheetPiece[]): readonly SheetPlace[] {
  const withoutBox = seenIn.filter((file) => !at.some((one) => one.file === file)).map((file) => ({ file, box: null }))
  return [...at, ...withoutBox].flatMap((one) => {
    const place = placeSeen(pieces, one)
    return place ? [{ evidenceId: place.evidenceId, frameMs: place.frameMs, box: place.box }] : []
  })
}

function shareOf(logit: number): number {
  return 1 / (1 + Math.exp(-logit))
}
