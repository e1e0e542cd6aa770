/** One packet of a Matroska stream. */
export interface MatroskaBlock {
  readonly track: number
  readonly ms: number
  /** A buffer of its own; on the shared track that of the block before where no byte differs. */
  readonly data: Uint8Array
}

/** Takes a stream apart. */
export interface MatroskaSplitter {
  /** The next piece of the stream; it is not kept. Throws `RangeError` for what ffmpeg never writes. */
  take(piece: Uint8Array): void
  /** Gives the data of a block back that nobody looks at any more: another block will be written over it. */
  giveBack(data: Uint8Array): void
}

/**
 * Takes the Matroska stream ffmpeg writes to a pipe and hands on its blocks in order, at most `maxBlockBytes` each; one that
 * is cut off is left out. Blocks of the track `sharedTrack` that are the same share one array and are not to be given back.
 *
 * Own code because general parsers join what has arrived so far with every 64 KB piece: a block of 4 MB is copied
 * sixty times over. Here each byte is copied once, into the block it belongs to.
 */
export function splitMatroska(maxBlockBytes: number, sharedTrack: number, onBlock: (block: MatroskaBlock) => void): MatroskaSplitter {
  const head = { bytes: new Uint8Array(longestHeadBytes), filled: 0 }
  let last: Uint8Array | null = null
  let clusterMs = 0
  let skipBytes = 0
  let open: { readonly track: number; readonly ms: number; readonly data: Uint8Array; filled: number } | null = null
  const spare: Uint8Array[] = []

  const room = (bytes: number): Uint8Array => {
    const at = spare.findIndex(({ length }) => length === bytes)
    // Not cleared: all of it is written before it is handed on.
    return spare.splice(at, at < 0 ? 0 : 1)[0] ?? new Uint8Array(Buffer.allocUnsafeSlow(bytes).buffer)
  }
  const giveBack = (data: Uint8Array): void => {
    if (spare.length < mostSpare) spare.push(data)
  }
  const close = (track: number, ms: number, data: Uint8Array): void => {
    open = null
    const same = track === sharedTrack && last !== null && Buffer.compare(last, data) === 0 ? last : null
    if (same) giveBack(data)
    else if (track === sharedTrack) last = data
    onBlock({ track, ms, data: same ?? data })
  }
  /** What the head that has been gathered so far tells, if it is whole. */
  const takeHead = (): void => {
    const element = elementOf(head.bytes.subarray(0, head.filled))
    if (element === null) return
    const { id, sizeBytes, headBytes } = element
    if (!masters.has(id)) {
      if (sizeBytes > Math.max(maxBlockBytes + blockHeadBytes, maxSkippedBytes)) throw new RangeError(`an element of ${sizeBytes} bytes`)
      const isBlock = id === ids.simpleBlock || id === ids.block
      const wanted = isBlock ? blockHeadBytes : id === ids.timestamp ? sizeBytes : 0
      if (wanted > 8) throw new RangeError(`a time of ${sizeBytes} bytes`)
      if (head.filled < headBytes + wanted) return
      const start = head.bytes.subarray(headBytes, headBytes + wanted)
      if (id === ids.timestamp) clusterMs = numberOf(start)
      else if (!isBlock) skipBytes = sizeBytes
      else if (sizeBytes < blockHeadBytes) throw new RangeError(`a block of ${sizeBytes} bytes`)
      // ffmpeg numbers its few tracks from 1, each in one byte with the length marker 0x80, and keeps the default scale of 1 ms.
      else {
        const ms = clusterMs + (((start[1] ?? 0) << 24) >> 16) + (start[2] ?? 0)
        open = { track: (start[0] ?? 0) & 0x7f, ms, data: room(sizeBytes - blockHeadBytes), filled: 0 }
      }
    }
    head.filled = 0
  }
  const take = (piece: Uint8Array): void => {
    for (let at = 0; at < piece.length; ) {
      if (open) {
        const part = piece.subarray(at, at + open.data.length - open.filled)
        open.data.set(part, open.filled)
        open.filled += part.length
        at += part.length
      } else if (skipBytes > 0) {
        const skipped = Math.min(skipBytes, piece.length - at)
        skipBytes -= skipped
        at += skipped
      } else {
        head.bytes[head.filled++] = piece[at++] ?? 0
        takeHead()
      }
      if (open && open.filled === open.data.length) close(open.track, open.ms, open.data)
    }
  }
  return { take, giveBack }
}

/** Buffers kept for other blocks: stills come and go a few at a time. */
const mostSpare = 6

/** Matroska element ids (RFC 9559). */
const ids = { segment: 0x18538067, cluster: 0x1f43b675, blockGroup: 0xa0, timestamp: 0xe7, simpleBlock: 0xa3, block: 0xa1 } as const

/** Elements whose children are read as if they stood beside it: that is all an unknown size asks for. */
const masters: ReadonlySet<number> = new Set([ids.segment, ids.cluster, ids.blockGroup])

/** What stands before the first cluster: tracks and their properties. */
const maxSkippedBytes = 65_536

/** Track number, time within the cluster, flags. */
const blockHeadBytes = 4
/** Id, size, and a time or the head of a block, each of 8 bytes at most. */
const longestHeadBytes = 24

/** Null while the bytes do not hold all of an element's id and size. */
function elementOf(bytes: Uint8Array): { readonly id: number; readonly sizeBytes: number; readonly headBytes: number } | null {
  const idBytes = lengthOf(bytes[0])
  const sizeLength = idBytes === null ? null : lengthOf(bytes[idBytes])
  if (idBytes === null || sizeLength === null || bytes.length < idBytes + sizeLength) return null
  // Ids come with the marker of their length, sizes without.
  const first = (bytes[idBytes] ?? 0) & (0xff >> sizeLength)
  const sizeBytes = bytes.subarray(idBytes + 1, idBytes + sizeLength).reduce((value, byte) => value * 256 + byte, first)
  return { id: numberOf(bytes.subarray(0, idBytes)), sizeBytes, headBytes: idBytes + sizeLength }
}

/** How many bytes a number takes, told by its first one. */
function lengthOf(first: number | undefined): number | null {
  if (first === undefined) return null
  if (first === 0) throw new RangeError('a number of more than 8 bytes')
  return Math.clz32(first) - 23
}

function numberOf(bytes: Uint8Array): number {
  return bytes.reduce((value, byte) => value * 256 + byte, 0)
}
