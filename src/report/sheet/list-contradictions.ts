import { isSuspicious } from '../../judge/expert-card.js'
import { maskKey } from '../../judge/mask-key.js'
import { yuan } from '../../judge/weigh-record.js'
import { wallClock } from '../../judge/zone-time.js'
import type { CaseFile } from '../../model/case.js'
import type { Box } from '../../model/reading.js'
import type { Signal, SignalCode, SignalGroup } from '../../model/signal.js'
import { placeSeen, type SheetPiece, type Speech } from './place-seen.js'

interface Side {
  readonly source: 'evidence' | 'record'
  readonly evidenceId: string | null
  readonly frameMs: number | null
  readonly box: Box | null
  readonly text: string
}

/** What does not fit together, with the sides to be set beside each other. */
export interface Contradiction {
  readonly code: string
  readonly because: string
  readonly sides: readonly Side[]
}

/** The signals of a verdict that say two things exclude each other: places of the evidence, and what the record says instead. */
export function listContradictions(
  signals: readonly Signal[],
  caseFile: CaseFile,
  pieces: readonly SheetPiece[],
  speech: Speech,
): readonly Contradiction[] {
  return signals.filter(contradicts).map((signal) => {
    const said = recordSays(signal.code, caseFile)
    const seen = [...(signal.at ?? []), ...filesOnly(signal)].flatMap((at) => sideOf(placeSeen(pieces, at), speech))
    const record = said === null ? [] : [{ ...nowhere, text: speech.hide(said) }]
    return { code: signal.code, because: speech.hide(speech.say(signal.because)), sides: [...seen, ...record] }
  })
}

const nowhere = { source: 'record', evidenceId: null, frameMs: null, box: null } as const

/** Reuse stands among the neighbours, and what a buyer is trusted is no contradiction. */
const speaking: ReadonlySet<SignalGroup> = new Set(['match', 'record', 'issuer', 'failure', 'time', 'recording'])

function contradicts(signal: Signal): boolean {
  if (signal.leans !== 'against' || !speaking.has(signal.group)) return false
  return signal.code === 'statement-code-differs' || isSuspicious(signal)
}

function filesOnly({ at = [], seenIn }: Signal) {
  return seenIn.filter((file) => !at.some((one) => one.file === file)).map((file) => ({ file, box: null }))
}

function sideOf(place: ReturnType<typeof placeSeen>, { hide }: Speech): Side[] {
  if (!place) return []
  const { evidenceId, frameMs, box, text } = place
  return [{ source: 'evidence', evidenceId, frameMs, box, text: hide(text) }]
}

function recordSays(code: SignalCode, { order, claim, policy, keyStatus }: CaseFile): string | null {
  const at = (time: string | null | undefined) => (time ? wallClock(Date.parse(time), policy.timeZone) : null)
  const says: Partial<Record<SignalCode, string | null>> = {
    'order-number-differs': order?.number ?? null,
    'claimed-number-differs': order?.number ?? null,
    'payment-number-differs': order?.paymentNumber ?? null,
    'key-differs': order?.deliveredKeys.map(maskKey).join(' / ') ?? null,
    'typed-key-differs': order?.deliveredKeys.map(maskKey).join(' / ') ?? null,
    'amount-differs': order ? yuan(order.amountFen) : null,
    'paid-time-differs': at(order?.paidAt),
    'failure-before-delivery': at(order?.deliveredAt),
    'time-after-upload': at(claim.submittedAt),
    'statement-code-differs': claim.statement,
    'key-unused-though-claimed-used': at(keyStatus.askedAt),
  }
  return says[code] ?? null
}
