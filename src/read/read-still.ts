import type { Reading } from '../model/reading.js'
import type { TextReader } from '../ports.js'
import { assessQuality } from './assess-quality.js'
import { findObscured } from './find-obscured.js'
import { fingerprint } from './fingerprint.js'
import { inspectFile } from './inspect-file.js'
import { normalise } from './normalise.js'
import type { PictureFormat } from './picture-format.js'
import type { ReadLimits } from './read-limits.js'
import { takeGray } from './take-gray.js'

/** A picture's content, its format known. */
export interface StillFile {
  readonly name: string
  readonly format: PictureFormat
  readonly bytes: Uint8Array
}

/** Everything one picture tells, as facts, without an opinion. Throws a named fault for what cannot be read: too large, damaged, too slow. */
export async function readStill({ name, format, bytes }: StillFile, reader: TextReader, limits: ReadLimits): Promise<Reading> {
  const startedAt = performance.now()
  const [decoding, inspecting] = await allOf([timed(normalise(name, bytes, format, limits)), timed(inspectFile(bytes, format))])
  const picture = decoding.value
  const gray = await takeGray(picture)
  // From here on the pixels are the reader's; the rest works on the gray plane, most of it while text is read.
  const reading = timed(reader.read(picture))
  const lines = reading.then(({ value }) => value)
  const [obscured, quality, hashing, { value: text, ms: textMs }] = await allOf([
    findObscured(gray, lines),
    lines.then((known) => assessQuality(gray, known)),
    timed(fingerprint(gray)),
    reading,
  ])
  return {
    file: name,
    media: 'image',
    width: gray.widthPx,
    height: gray.heightPx,
    durationMs: null,
    reader: reader.name,
    lines: text,
    screens: [],
    recording: null,
    quality,
    obscured,
    fileFacts: { ...inspecting.value, phash: hashing.value },
    timings: {
      totalMs: since(startedAt),
      decodeMs: decoding.ms,
      inspectMs: inspecting.ms,
      textMs,
      fingerprintMs: hashing.ms,
    },
  }
}

interface Timed<T> {
  readonly value: T
  readonly ms: number
}

async function timed<T>(work: Promise<T>): Promise<Timed<T>> {
  const startedAt = performance.now()
  const value = await work
  return { value, ms: since(startedAt) }
}

/** All results, or the first fault once all have ended: no work is left running behind a fault. */
async function allOf<T extends readonly unknown[]>(work: readonly [...{ [K in keyof T]: Promise<T[K]> }]): Promise<T> {
  await Promise.allSettled(work)
  return (await Promise.all(work)) as unknown as T
}

function since(startedAt: number): number {
  return Math.round(performance.now() - startedAt)
}
