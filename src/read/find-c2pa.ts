import type { PictureFormat } from './picture-format.js'
import { type Block, walkContainer } from './walk-container.js'

/**
 * Whether a C2PA manifest is embedded, wherever the C2PA specification (2.2, "Embedding manifests into assets") puts
 * one: JPEG APP11 JUMBF, PNG `caBX`, RIFF `C2PA`, an ISO box `uuid`. Its content is not verified.
 */
export function findC2pa(bytes: Uint8Array, format: PictureFormat): boolean {
  for (const block of walkContainer(bytes, format)) if (holdsManifest(block, bytes)) return true
  return false
}

/** The identifier of ISO boxes that carry C2PA. */
const boxUuid = 'd8fec3d61b0e483c92975828877ec481'

function holdsManifest({ name, start, end }: Block, bytes: Uint8Array): boolean {
  const payload = Buffer.from(bytes.buffer, bytes.byteOffset + start, Math.max(0, Math.min(end - start, 512)))
  switch (name) {
    case 'eb':
      return payload.toString('latin1', 0, 2) === 'JP' && payload.includes('jumb') && payload.includes('c2pa')
    case 'caBX':
      return payload.includes('jumb')
    case 'C2PA':
      return true
    case 'uuid':
      return payload.toString('hex', 0, 16) === boxUuid
    case 'jumb':
      return payload.includes('c2pa')
    default:
      return false
  }
}
