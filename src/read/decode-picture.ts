import type { Picture } from '../ports.js'
import { normalise } from './normalise.js'
import type { ReadLimits } from './read-limits.js'
import { sniffFormat } from './sniff-format.js'

/** Just the upright picture of a file, for showing it. Throws the named fault of whatever cannot be decoded. */
export async function decodePicture(name: string, bytes: Uint8Array, limits: ReadLimits): Promise<Picture> {
  return normalise(name, bytes, await sniffFormat(name, bytes), limits)
}
