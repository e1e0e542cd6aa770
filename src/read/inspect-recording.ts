import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import type { FileFacts, RecordingFormat } from '../model/reading.js'
import type { EvidenceFile } from '../ports.js'
import { findAigcLabel } from './find-aigc-label.js'

/**
 * What a recording's file says of itself, apart from its frames, read as a stream: memory stays flat. `encoder` is what
 * its container names. Labels and manifests are sought in its first and last 4 MB, where every writer puts them.
 */
export async function inspectRecording(
  file: EvidenceFile,
  format: RecordingFormat,
  encoder: string | null,
): Promise<Omit<FileFacts, 'phash'>> {
  const { sha256, bytes, ends } = await readThrough(file.path)
  const said = ends.toString('latin1')
  return {
    sha256,
    bytes,
    format,
    software: encoder ?? videoEncoder(said),
    imageUniqueId: null,
    takenAt: null,
    aigcLabel: findAigcLabel({ xmp: textAround(ends, labelNamespace), comments: [], userComment: jsonLabel(ends) }),
    hasC2pa: said.includes(c2paBoxUuid) || said.includes(c2paDescription),
  }
}

const endBytes = 4 * 1024 * 1024

/** Hash and size of all, and both ends one after the other. */
async function readThrough(path: string): Promise<{ sha256: string; bytes: number; ends: Buffer }> {
  const hash = createHash('sha256')
  const head: Buffer[] = []
  let tail: Buffer[] = []
  let [bytes, tailBytes] = [0, 0]
  for await (const piece of createReadStream(path, { highWaterMark: 1024 * 1024 })) {
    const chunk: Buffer = piece
    hash.update(chunk)
    if (bytes < endBytes) head.push(chunk)
    else {
      tail.push(chunk)
      tailBytes += chunk.length
      if (tailBytes - (tail[0]?.length ?? 0) >= endBytes) {
        tailBytes -= tail[0]?.length ?? 0
        tail = tail.slice(1)
      }
    }
    bytes += chunk.length
  }
  return { sha256: hash.digest('hex'), bytes, ends: Buffer.concat([...head, ...tail]) }
}

/** x264 and x265 leave their name and version in the stream itself, where a chat app's cleaning does not reach. */
function videoEncoder(said: string): string | null {
  return said.match(/x26[45](?: - core \d{1,4}| \(build \d{1,4}\))/)?.[0] ?? null
}

const labelNamespace = 'http://www.tc260.org.cn/ns/AIGC/1.0/'
const aroundBytes = 16_384

function textAround(bytes: Buffer, mark: string): string {
  const at = bytes.indexOf(mark, 0, 'latin1')
  return at < 0 ? '' : bytes.toString('utf8', Math.max(0, at - aroundBytes), at + aroundBytes)
}

/** The label as JSON in a container's own metadata, under the key AIGC (TC260-PG-20252A); a JSON that names it inside too. */
function jsonLabel(bytes: Buffer): string | null {
  const at = bytes.indexOf('"ContentProducer"', 0, 'latin1')
  if (at < 0) return null
  const label = bytes.toString('utf8', Math.max(0, at - 2000), at + 2000).match(/\{[^{}]*"ContentProducer"[^{}]*\}/)?.[0]
  return label?.includes('"Label"') ? `{"AIGC":${label}}` : null
}

/** C2PA specification 2.2: the identifier of the ISO box that carries a manifest, and that of a JUMBF description of one. */
const c2paBoxUuid = `uuid${Buffer.from('d8fec3d61b0e483c92975828877ec481', 'hex').toString('latin1')}`
const c2paDescription = `jumd${Buffer.from('6332706100110010800000aa00389b71', 'hex').toString('latin1')}`
