import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import type { TruthRecording } from './truth-recording.js'

/** A recording of the set with its ground truth. */
export interface Clip {
  readonly name: string
  readonly path: string
  readonly truth: TruthRecording
}

export interface ClipChoice {
  /** Part of a name, as a regular expression; empty: all. */
  readonly pattern: string
  readonly limit: number
}

/** The recordings of a folder that have their truth beside them, by name. Throws when there is none. */
export function listClips(folder: string, { pattern, limit }: ClipChoice): readonly Clip[] {
  const wanted = new RegExp(pattern)
  const clips = readdirSync(folder)
    .filter((name) => name.endsWith('.truth.json') && wanted.test(name))
    .sort()
    .map((name) => {
      const truth: TruthRecording = JSON.parse(readFileSync(path.join(folder, name), 'utf8'))
      return { name: truth.file, path: path.resolve(folder, truth.file), truth }
    })
    .filter((clip) => existsSync(clip.path))
    .slice(0, limit)
  if (clips.length === 0) throw new Error(`${folder} has no recording with its truth beside it that fits /${pattern}/`)
  return clips
}
