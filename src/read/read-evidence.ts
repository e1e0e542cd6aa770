import { Fault } from '../errors.js'
import type { Reading } from '../model/reading.js'
import type { TextReader } from '../ports.js'
import { assessQuality } from './assess-quality.js'
import { findObscured } from './find-obscured.js'
import { fingerprint } from './fingerprint.js'
import { inspectFile } from './inspect-file.js'
import { normalise } from './normalise.js'
import { defaultReadLimits, type ReadLimits } from './read-limits.js'
import { sniffFormat } from './sniff-format.js'
import { takeGray } from './take-gray.js'

/** A file as it was handed in: the name is only repeated, never trusted. */
export interface EvidenceFile {
  readonly name: string
  readonly bytes: Uint8Array
}

/**
 * Everything one picture tells, as facts, without an opinion.
 * Throws a named fault for whatever cannot be read: too large, unknown, refused, damaged, too slow.
 */
export async function readEvidence(
  { name, bytes }: EvidenceFile,
  reader: TextReader,
  limits: ReadLimits = defaultReadLimits,
): Promise<Reading> {
  const startedAt = performance.now()
  if (bytes.length > limits.maxBytes) throw new Fault('file-too-large', `${name} has ${bytes.length} bytes, allowed are ${limits.maxBytes}`)
  const format = await sniffFormat(name, bytes)
  const [decoding, inspecting] = await bothOf(timed(normalise(name, bytes, format, limits)), timed(inspectFile(bytes, format)))
  const picture = decoding.value
  const gray = await takeGray(picture)
  // From here on the pixels are the reader's; the rest works on the gray plane.
  const [reading, hashing] = await bothOf(timed(reader.read(picture)), timed(fingerprint(gray)))
  const lines = reading.value
  const [obscuring, assessing] = await bothOf(timed(findObscured(gray, lines)), timed(assessQuality(gray, lines)))
  return {
    file: name,
    media: 'image',
    width: gray.widthPx,
    height: gray.heightPx,
    durationMs: null,
    reader: reader.name,
    lines,
    screens: [],
    quality: assessing.value,
    obscured: obscuring.value,
    fileFacts: { ...inspecting.value, phash: hashing.value },
    timings: {
      totalMs: since(startedAt),
      decodeMs: decoding.ms,
      inspectMs: inspecting.ms,
      textMs: reading.ms,
      fingerprintMs: hashing.ms,
      obscuredMs: obscuring.ms,
      qualityMs: assessing.ms,
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

/** Both results, or the first fault once both have ended: no work is left running behind a fault. */
async function bothOf<A, B>(first: Promise<A>, second: Promise<B>): Promise<[A, B]> {
  const [a, b] = await Promise.allSettled([first, second])
  if (a.status === 'rejected') throw a.reason
  if (b.status === 'rejected') throw b.reason
  return [a.value, b.value]
}

function since(startedAt: number): number {
  return Math.round(performance.now() - startedAt)
}
