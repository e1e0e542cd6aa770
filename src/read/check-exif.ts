/**
 * Whether the EXIF blocks of a picture are what cameras and editors write: few directories, each referred to once.
 * The native decoder reads EXIF before anything else and cannot be stopped there: 60 KB that refer to themselves
 * held it for 7 seconds an opening. Blocks are found by their TIFF header, in whatever container.
 */
export function checkExif(bytes: Uint8Array): boolean {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  let blocks = 0
  for (const { header, littleEndian } of headers) {
    for (let at = file.indexOf(header); at !== -1; at = file.indexOf(header, at + 1)) {
      if (++blocks > maxBlocks || !isPlain(file, at, littleEndian)) return false
    }
  }
  return true
}

const headers = [
  { header: Buffer.from('II*\0', 'latin1'), littleEndian: true },
  { header: Buffer.from('MM\0*', 'latin1'), littleEndian: false },
]
/** Chance alone puts the four bytes of a header into 25 MB less than once. */
const maxBlocks = 32
const maxDirectories = 16
/** A camera's directories have under 200 entries in all, maker notes not counted. */
const maxEntries = 2000
const entryBytes = 12
/** Exif, GPS and interoperability directories, and the sub-directories of TIFF. */
const pointerTags: ReadonlySet<number> = new Set([0x8769, 0x8825, 0xa005, 0x014a])

/** Follows all directories of the block at `base`; what lies outside the file ends there, as it does for the decoder. */
function isPlain(file: Buffer, base: number, littleEndian: boolean): boolean {
  const uint16 = (at: number) => (littleEndian ? file.readUInt16LE(at) : file.readUInt16BE(at))
  const uint32 = (at: number) => (littleEndian ? file.readUInt32LE(at) : file.readUInt32BE(at))
  const fits = (at: number, length: number) => at + length <= file.length
  if (!fits(base, 8)) return true
  const waiting = [uint32(base + 4)]
  const seen = new Set<number>()
  let entries = 0
  for (const offset of waiting) {
    if (offset === 0 || !fits(base + offset, 2)) continue
    if (seen.has(offset) || seen.size === maxDirectories) return false
    seen.add(offset)
    const first = base + offset + 2
    const count = Math.min(uint16(first - 2), Math.floor((file.length - first) / entryBytes))
    entries += count
    if (entries > maxEntries) return false
    const end = first + count * entryBytes
    for (let at = first; at < end; at += entryBytes) if (pointerTags.has(uint16(at))) waiting.push(uint32(at + 8))
    if (fits(end, 4)) waiting.push(uint32(end))
  }
  return true
}
