import type { ContenderName, Measured } from './clip-reading.js'
import type { Clip } from './list-clips.js'
import { measureContender } from './measure-contender.js'
import { type ClipResult, scoreClip } from './score-clip.js'
import { timeDecoding } from './time-decoding.js'

/**
 * Lets each contender read each recording `repeats` times, one after the other, the order turning from clip to clip; every
 * reading in a process of its own. `onClip` is called with each result as soon as it is there.
 */
export async function runContest(
  clips: readonly Clip[],
  contenders: readonly ContenderName[],
  repeats: number,
  onClip: (result: ClipResult) => void,
): Promise<readonly ClipResult[]> {
  const results: ClipResult[] = []
  for (const [index, clip] of clips.entries()) {
    const runs = new Map<ContenderName, Measured[]>()
    const floors: (number | null)[] = []
    for (let round = 0; round < repeats; round++) {
      floors.push(await timeDecoding(clip.path))
      for (let turn = 0; turn < contenders.length; turn++) {
        const name = contenders[(index + round + turn) % contenders.length]
        if (!name) continue
        runs.set(name, [...(runs.get(name) ?? []), await measureContender(name, clip.path)])
      }
    }
    const result = scoreClip(clip.name, clip.truth, floors, runs)
    results.push(result)
    onClip(result)
  }
  return results
}
