import { pMapIterable } from 'p-map'
import { examineEvidence } from '../../src/judge/examine-evidence.js'
import type { Field } from '../../src/model/field.js'
import type { TextReader } from '../../src/ports.js'
import { stillReading } from '../still-reading.js'
import type { ClipReading } from './clip-reading.js'
import { decodeFrames, type Frame } from './decode-frames.js'
import { foundFields } from './found-fields.js'

/** The baselines' ways of choosing frames: (a) two a second; (b) the first one and every hit of ffmpeg's scene filter. */
export const frameFilters = { 'every-frame': 'fps=2', 'scene-filter': `select='eq(n,0)+gt(scene,0.02)'` } as const

/** A baseline: text is looked for on every frame that `filter` lets through, fields frame by frame; as many frames at once as the reader takes. */
export async function readFrames(file: string, filter: string, reader: TextReader): Promise<ClipReading> {
  const readFrame = async ({ ms, picture: { widthPx, heightPx, rgb } }: Frame) => {
    const lines = await reader.read({ widthPx, heightPx, rgb })
    const { fields } = examineEvidence(stillReading({ file, width: widthPx, height: heightPx, lines }))
    return { ms, lines: lines.map(({ text }) => text), fields }
  }
  const frames: { ms: number; lines: string[] }[] = []
  const fields: Field[] = []
  for await (const one of pMapIterable(decodeFrames(file, filter), readFrame, { concurrency: reader.concurrency })) {
    frames.push(one)
    fields.push(...one.fields)
  }
  const kept = frames.map(({ ms, lines }, index) => ({ frameMs: ms, untilMs: frames[index + 1]?.ms ?? Number.MAX_SAFE_INTEGER, lines }))
  return { kept, fields: foundFields(fields), facts: [] }
}
