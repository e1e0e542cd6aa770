/** One packet of a Matroska stream. */
export interface MatroskaBlock {
  readonly track: number
  readonly ms: number
  /** A buffer of its own. */
  readonly data: Uint8Array
}

/**
 * The blocks of the Matroska stream ffmpeg writes to a pipe, in its order, at most `maxBlockBytes` each. Ends where the
 * stream ends; a block that is cut off is left out. Throws `RangeError` for what ffmpeg never writes.
 *
 * Own code because general parsers join what has arrived so far with every 64 KB piece: a block of 4 MB is copied
 * sixty times over. Here each byte is copied once, into the block it belongs to.
 */
export async function* readMatroska(stream: AsyncIterable<Uint8Array>, maxBlockBytes: number): AsyncGenerator<MatroskaBlock> {
  const source = new ByteSource(stream)
  let clusterMs = 0
  for (;;) {
    const element = await readElementHead(source)
    if (element === null) return
    if (masters.has(element.id)) continue
    if (element.sizeBytes > Math.max(maxBlockBytes + blockHeadBytes, maxHeadBytes))
      throw new RangeError(`an element of ${element.sizeBytes} bytes`)
    const isBlock = element.id === ids.simpleBlock || element.id === ids.block
    const head = await source.read(isBlock ? blockHeadBytes : element.sizeBytes)
    if (head === null) return
    if (element.id === ids.timestamp) clusterMs = numberOf(head)
    if (!isBlock) continue
    const data = await source.read(element.sizeBytes - blockHeadBytes)
    if (data === null) return
    // ffmpeg numbers its few tracks from 1, each in one byte with the length marker 0x80, and keeps the default scale of 1 ms.
    yield { track: (head[0] ?? 0) & 0x7f, ms: clusterMs + head.readInt16BE(1), data: plain(data) }
  }
}

/** A Buffer's `slice` shares its memory where that of a Uint8Array copies: who gets the pixels shall not fall for it. */
function plain(bytes: Buffer): Uint8Array {
  return new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.length)
}

/** Matroska element ids (RFC 9559). */
const ids = { segment: 0x18538067, cluster: 0x1f43b675, blockGroup: 0xa0, timestamp: 0xe7, simpleBlock: 0xa3, block: 0xa1 } as const

/** Elements whose children are read as if they stood beside it: that is all an unknown size asks for. */
const masters: ReadonlySet<number> = new Set([ids.segment, ids.cluster, ids.blockGroup])

/** What stands before the first cluster: tracks and their properties. */
const maxHeadBytes = 65_536

/** Track number, time within the cluster, flags. */
const blockHeadBytes = 4

async function readElementHead(source: ByteSource): Promise<{ id: number; sizeBytes: number } | null> {
  const id = await readVariable(source, true)
  const sizeBytes = id === null ? null : await readVariable(source, false)
  return id === null || sizeBytes === null ? null : { id, sizeBytes }
}

/** A number whose first byte tells its length; sizes come without that marker, ids with it. */
async function readVariable(source: ByteSource, withMarker: boolean): Promise<number | null> {
  const first = (await source.read(1))?.[0]
  if (first === undefined) return null
  const moreBytes = Math.clz32(first) - 24
  if (moreBytes > 7) throw new RangeError('a number of more than 8 bytes')
  const rest = moreBytes === 0 ? Buffer.alloc(0) : await source.read(moreBytes)
  if (rest === null) return null
  const start = withMarker ? first : first & (0x7f >> moreBytes)
  return rest.reduce((value, byte) => value * 256 + byte, start)
}

function numberOf(bytes: Uint8Array): number {
  return bytes.reduce((value, byte) => value * 256 + byte, 0)
}

/** Bytes of a stream in pieces of the length asked for. */
class ByteSource {
  readonly #pieces: AsyncIterator<Uint8Array>
  #piece: Uint8Array = new Uint8Array(0)
  #at = 0

  constructor(stream: AsyncIterable<Uint8Array>) {
    this.#pieces = stream[Symbol.asyncIterator]()
  }

  /** The next bytes in a buffer of their own; null when the stream ends before. */
  async read(count: number): Promise<Buffer | null> {
    const bytes = Buffer.allocUnsafeSlow(count)
    for (let filled = 0; filled < count; ) {
      if (this.#at === this.#piece.length) {
        const next = await this.#pieces.next()
        if (next.done) return null
        this.#piece = next.value
        this.#at = 0
      }
      const part = this.#piece.subarray(this.#at, this.#at + count - filled)
      bytes.set(part, filled)
      filled += part.length
      this.#at += part.length
    }
    return bytes
  }
}
