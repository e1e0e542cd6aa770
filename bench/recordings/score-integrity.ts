import type { RecordingFactCode } from '../../src/model/examined.js'
import type { ClipReading } from './clip-reading.js'
import { type Tally, tallyOf } from './tally.js'
import type { TamperKind, TruthRecording } from './truth-recording.js'

type Fact = ClipReading['facts'][number]

/** The facts that speak against a recording's being honest. */
const alarms: ReadonlySet<RecordingFactCode> = new Set(['cut', 'clock-jump', 'clock-backward', 'reversed', 'speed-changed', 'still'])

/** The fact that names what was done. */
const ownFact = {
  cut: 'cut',
  spliced: 'cut',
  reversed: 'reversed',
  'speed-up': 'speed-changed',
  'looped-still': 'still',
} as const satisfies Record<TamperKind, RecordingFactCode>

/** What was told of one recording; `facts` is null when it could not be read. */
export interface IntegrityCase {
  readonly name: string
  readonly truth: Pick<TruthRecording, 'tampered' | 'sent'>
  readonly facts: readonly Fact[] | null
  readonly fault: string | null
}

/** A row of the table. For honest recordings `signalled` are the false alarms. */
export interface IntegrityRow {
  readonly kind: TamperKind | 'honest'
  readonly sent: TruthRecording['sent'] | 'all'
  readonly signalled: Tally
  readonly asItself: Tally
  /** How far the told time lies from the true one, in ms: 0 within the told stretch; of signalled recordings that have a true time. */
  readonly timeErrorsMs: readonly number[]
}

/** One row for each kind of tampering and for honest recordings, of all and by how they were sent; a recording that was not read is not signalled. */
export function scoreIntegrity(cases: readonly IntegrityCase[]): readonly IntegrityRow[] {
  const kinds = [...new Set(cases.map(kindOf))].sort()
  return kinds.flatMap((kind) => {
    const ofKind = cases.filter((one) => kindOf(one) === kind)
    const sents = [...new Set(ofKind.map(({ truth }) => truth.sent))].sort()
    return [
      rowOf(kind, 'all', ofKind),
      ...sents.map((sent) =>
        rowOf(
          kind,
          sent,
          ofKind.filter(({ truth }) => truth.sent === sent),
        ),
      ),
    ]
  })
}

/** The facts of a recording that are alarms. */
export function alarmsOf(facts: readonly Fact[] | null): readonly Fact[] {
  return (facts ?? []).filter(({ code }) => alarms.has(code))
}

function rowOf(kind: IntegrityRow['kind'], sent: IntegrityRow['sent'], cases: readonly IntegrityCase[]): IntegrityRow {
  return {
    kind,
    sent,
    signalled: tallyOf(cases.map(({ facts }) => alarmsOf(facts).length > 0)),
    asItself: tallyOf(kind === 'honest' ? [] : cases.map(({ facts }) => alarmsOf(facts).some(({ code }) => code === ownFact[kind]))),
    timeErrorsMs: cases.flatMap(({ truth, facts }) => {
      const told = alarmsOf(facts)
      if (!truth.tampered || told.length === 0) return []
      return truth.tampered.atMs.map((atMs) => Math.min(...told.map((fact) => distance(fact, atMs))))
    }),
  }
}

function kindOf({ truth }: IntegrityCase): IntegrityRow['kind'] {
  return truth.tampered?.how ?? 'honest'
}

function distance({ atMs, untilMs }: Fact, trueMs: number): number {
  if (trueMs < atMs) return atMs - trueMs
  return trueMs > untilMs ? trueMs - untilMs : 0
}
