import { Fault } from '../errors.js'
import type { EvidenceFile, Picture } from '../ports.js'
import { normalise } from './normalise.js'
import type { ReadLimits } from './read-limits.js'
import { sniffFormat } from './sniff-format.js'

/** Just the upright picture of a file, for showing it. Throws the named fault of whatever cannot be decoded, `format-refused` for a recording. */
export async function decodePicture(file: EvidenceFile, limits: ReadLimits): Promise<Picture> {
  const sniffed = await sniffFormat(file, limits)
  if (sniffed.media === 'recording') throw new Fault('format-refused', `${file.name} is a recording, not a picture`)
  return normalise(file.name, sniffed.bytes, sniffed.format, limits)
}
