import { randomUUID } from 'node:crypto'
import { mkdir, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import sharp from 'sharp'
import { Fault } from '../errors.js'
import type { Examined } from '../model/examined.js'
import type { Picture } from '../ports.js'
import type { ReadWatch } from '../read/read-watch.js'
import { drawContactSheet } from '../report/draw-contact-sheet.js'
import { type KeptScreen, keepScreen } from '../report/keep-screen.js'
import type { ReportOptions } from '../report/report-reading.js'
import { nameFrames } from './name-frames.js'
import { writeWhole } from './write-whole.js'

/** Keeps the frames of one recording while it is read. */
export interface FrameKeeper extends Required<Pick<ReadWatch, 'onScreen'>> {
  /** Once it is read: writes the contact sheet. A still has no frames and leaves nothing. */
  finish(examined: Examined): Promise<void>
}

/**
 * Opens a folder, made where it is missing, for the kept frames of these files: `NAME-01-0004.0s.jpg`, numbered like the
 * screens, and `NAME-contact-sheet.jpg`. Pictures are as recorded: keys in them can be read.
 * Throws `output-unwritable` when nothing can be written there.
 */
export async function keepFrames(
  folder: string,
  files: readonly string[],
  options: ReportOptions,
): Promise<(place: number) => FrameKeeper> {
  await tryWriting(folder)
  const names = nameFrames(files)
  return (place) => openKeeper(path.join(folder, names[place] ?? 'recording'), options)
}

function openKeeper(start: string, options: ReportOptions): FrameKeeper {
  const kept: KeptScreen[] = []
  return {
    onScreen: async ({ index, frameMs, picture }) => {
      if (!picture) return
      const number = String(index + 1).padStart(2, '0')
      const seconds = (Math.round(frameMs / 100) / 10).toFixed(1).padStart(6, '0')
      await writeWhole(`${start}-${number}-${seconds}s.jpg`, await encode(picture))
      kept.push(await keepScreen(index, picture))
    },
    finish: async (examined) => {
      if (kept.length === 0) return
      await writeWhole(`${start}-contact-sheet.jpg`, await drawContactSheet(examined, kept, options))
    },
  }
}

/** Recordings are lossy already: a fine JPEG loses nothing that can be seen, and takes a tenth of a PNG's time. */
function encode({ widthPx, heightPx, rgb }: Picture): Promise<Buffer> {
  return sharp(rgb, { raw: { width: widthPx, height: heightPx, channels: 3 } })
    .jpeg({ quality: 92, chromaSubsampling: '4:4:4' })
    .toBuffer()
}

/** Rights can be read wrongly (as root, on network folders): only writing tells. */
async function tryWriting(folder: string): Promise<void> {
  const probe = path.join(folder, `.${randomUUID()}.part`)
  try {
    await mkdir(folder, { recursive: true })
    await writeFile(probe, '', { flag: 'wx' })
    await rm(probe)
  } catch (cause) {
    throw new Fault('output-unwritable', `${folder}: ${cause instanceof Error ? cause.message : cause}`, { cause })
  }
}
