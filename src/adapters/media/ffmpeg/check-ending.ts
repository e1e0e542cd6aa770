import { type FileHandle, open } from 'node:fs/promises'
import type { FfmpegFile, FfmpegFormat } from './input-options.js'

/**
 * Whether a file is cut off, told by its own structure: a box or segment that is longer than the file, or the mark that
 * must stand last is missing. What ffmpeg says of it differs by version, and of some formats it says nothing.
 */
export async function isCutOff({ path, format }: FfmpegFile): Promise<boolean> {
  const handle = await open(path, 'r')
  try {
    return await checks[format](handle, (await handle.stat()).size)
  } finally {
    await handle.close()
  }
}

const checks: Readonly<Record<FfmpegFormat, (file: FileHandle, bytes: number) => Promise<boolean>>> = {
  mp4: isBoxCutOff,
  mov: isBoxCutOff,
  webm: isSegmentCutOff,
  mkv: isSegmentCutOff,
  gif: async (file, bytes) => !/;\0*$/.test(await tailOf(file, bytes)),
  apng: async (file, bytes) => !(await tailOf(file, bytes)).includes('IEND'),
}

/** Programs pad a file's end; the mark stands before. */
const tailBytes = 64

async function tailOf(file: FileHandle, bytes: number): Promise<string> {
  return (await readAt(file, Math.max(0, bytes - tailBytes), tailBytes)).toString('latin1')
}

/** Streamed recordings have two boxes for each second or so. */
const maxBoxes = 10_000

async function isBoxCutOff(file: FileHandle, bytes: number): Promise<boolean> {
  let at = 0
  for (let boxes = 0; at < bytes && boxes < maxBoxes; boxes++) {
    const head = await readAt(file, at, 16)
    if (head.length < 8) return true
    const size = head.readUInt32BE(0)
    if (size === 0) return false
    const length = size === 1 && head.length === 16 ? Number(head.readBigUInt64BE(8)) : size
    if (length < 8) return true
    at += length
  }
  return at > bytes
}

/** The segment follows a short header; its size has all ones when it was not known, as in what browsers record. */
async function isSegmentCutOff(file: FileHandle, bytes: number): Promise<boolean> {
  const head = await readAt(file, 0, 1024)
  const at = head.indexOf('18538067', 0, 'hex')
  const marker = head[at + 4] ?? 0
  const length = Math.clz32(marker) - 23
  if (at < 0 || length > 8 || at + 4 + length > head.length) return false
  const digits = BigInt(`0x${head.toString('hex', at + 4, at + 4 + length)}`)
  const allOnes = (1n << BigInt(7 * length)) - 1n
  const size = digits & allOnes
  return size !== allOnes && BigInt(at + 4 + length) + size > BigInt(bytes)
}

async function readAt(file: FileHandle, position: number, length: number): Promise<Buffer> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, position)
  return buffer.subarray(0, bytesRead)
}
