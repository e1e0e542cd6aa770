import type { Clip } from './list-clips.js'
import { measureContender } from './measure-contender.js'

const lengthsSeconds = [10, 30, 120] as const

/** The peak memory of ours on one recording. */
export interface MemoryRow {
  readonly clip: Clip
  readonly peakMb: number
  readonly seconds: number
}

/** Ours' peak memory on recordings of the same size, codec and way of sending but of different length, each in a process of its own. */
export async function runMemory(clips: readonly Clip[]): Promise<readonly MemoryRow[]> {
  const rows: MemoryRow[] = []
  for (const clip of chooseLengths(clips)) {
    const { peakMb, ms, fault } = await measureContender('ours', clip.path)
    if (fault !== null) throw new Error(`${clip.name}: ${fault}`)
    rows.push({ clip, peakMb, seconds: ms / 1000 })
  }
  return rows
}

/** Of the recordings that are alike but for their length, those nearest to 10, 30 and 120 s; the likeness that spans most, of the largest picture. */
export function chooseLengths(clips: readonly Clip[]): readonly Clip[] {
  const likenessOf = ({ truth }: Clip) => [truth.widthPx, truth.heightPx, truth.codec, truth.sent].join(' ')
  const groups = [...new Set(clips.map(likenessOf))].map((likeness) => {
    const alike = clips.filter((clip) => likenessOf(clip) === likeness)
    return [...new Set(lengthsSeconds.map((seconds) => nearest(alike, seconds * 1000)))].filter((clip) => clip !== undefined)
  })
  const spanOf = (group: readonly Clip[]) => (group.at(-1)?.truth.durationMs ?? 0) / (group[0]?.truth.durationMs ?? 1)
  const pixelsOf = ([clip]: readonly Clip[]) => (clip ? clip.truth.widthPx * clip.truth.heightPx : 0)
  const [best] = groups.sort(
    (left, right) => right.length - left.length || pixelsOf(right) - pixelsOf(left) || spanOf(right) - spanOf(left),
  )
  return best ?? []
}

function nearest(clips: readonly Clip[], durationMs: number): Clip | undefined {
  const farness = ({ truth }: Clip) => Math.abs(Math.log(truth.durationMs / durationMs))
  return clips.toSorted((left, right) => farness(left) - farness(right))[0]
}
