import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import sharp, { type OverlayOptions, type Sharp } from 'sharp'
import type { Box } from '../../src/model/reading.js'
import type { Picture, TextReader } from '../../src/ports.js'
import type { PickedScreen } from '../../src/read/picked-screen.js'

/** A picture of a bundled case: real pages, 1080 × 2340. */
export function casePicture(file: string): Promise<Picture> {
  return toPicture(sharp(readFileSync(new URL(`../../fixtures/cases/${file}`, import.meta.url))))
}

/** A picture with others laid over it. */
export function layOver({ widthPx, heightPx, rgb }: Picture, overlays: OverlayOptions[]): Promise<Picture> {
  return toPicture(sharp(Buffer.from(rgb), { raw: { width: widthPx, height: heightPx, channels: 3 } }).composite(overlays))
}

/** Text on a ground of its own, to be laid over a picture. */
export function label(text: string, [left, top, width, height]: Box, sizePx: number, fill = '#fff', ground = '#333'): OverlayOptions {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><rect width="100%" height="100%" fill="${ground}"/>
    <text x="24" y="${height / 2 + sizePx / 3}" font-family="Noto Sans CJK SC" font-size="${sizePx}" fill="${fill}">${text}</text></svg>`
  return { input: Buffer.from(svg), left, top }
}

/** What pages lay over themselves while a dialog is open. */
export function scrim({ widthPx, heightPx }: Picture, opacity = 0.5): OverlayOptions {
  return {
    input: { create: { width: widthPx, height: heightPx, channels: 4, background: { r: 0, g: 0, b: 0, alpha: opacity } } },
    left: 0,
    top: 0,
  }
}

/** Rows of a picture. */
export function rowsOf({ widthPx, rgb }: Picture, fromPx: number, heightPx: number): Picture {
  return { widthPx, heightPx, rgb: rgb.slice(fromPx * widthPx * 3, (fromPx + heightPx) * widthPx * 3) }
}

/** Pictures one under the other. */
export function stack(...pictures: readonly Picture[]): Picture {
  const rgb = Buffer.concat(pictures.map((picture) => picture.rgb))
  return {
    widthPx: pictures[0]?.widthPx ?? 0,
    heightPx: pictures.reduce((sum, { heightPx }) => sum + heightPx, 0),
    rgb: new Uint8Array(rgb),
  }
}

/** The pictures as a video shows them, each for half a second, with what its compression does to them. */
export async function filmed(pictures: readonly Picture[], crf: number): Promise<Picture[]> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'filmed-'))
  try {
    const [first] = pictures
    if (first === undefined) return []
    const raw = Buffer.concat(pictures.flatMap(({ rgb }) => Array.from({ length: 5 }, () => rgb)))
    const size = `${first.widthPx}x${first.heightPx}`
    writeFileSync(path.join(folder, 'in.rgb'), raw)
    const input = ['-f', 'rawvideo', '-pix_fmt', 'rgb24', '-s', size, '-r', '10', '-i', path.join(folder, 'in.rgb')]
    const clip = path.join(folder, 'clip.mp4')
    ffmpeg([...input, '-c:v', 'libx264', '-preset', 'veryfast', '-crf', `${crf}`, '-pix_fmt', 'yuv420p', clip])
    ffmpeg(['-i', clip, '-f', 'rawvideo', '-pix_fmt', 'rgb24', path.join(folder, 'out.rgb')])
    const out = readFileSync(path.join(folder, 'out.rgb'))
    const bytes = first.rgb.length
    return pictures.map((picture, at) => ({ ...picture, rgb: new Uint8Array(out.subarray((at * 5 + 4) * bytes, (at * 5 + 5) * bytes)) }))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Screens of one second each, as they are picked from a recording; a number is the screen that returns. */
export async function* recorded(pictures: readonly (Picture | number)[]): AsyncGenerator<PickedScreen> {
  for (const [index, shown] of pictures.entries()) {
    const [sameAs, picture] = typeof shown === 'number' ? [shown, null] : [null, { ...shown, rgb: shown.rgb.slice() }]
    const heightPx = picture?.heightPx ?? 0
    yield { index, frameMs: index * 1000, untilMs: (index + 1) * 1000, sameAs, pictureMs: index * 1000 + 900, heightPx, picture }
  }
}

/** A reader that tells of each of its pictures which share it was asked to read. */
export function counting(reader: TextReader): TextReader & { readonly shares: number[] } {
  const shares: number[] = []
  return {
    ...reader,
    shares,
    read: (picture, within) => {
      const area = within?.reduce((sum, [, , width, height]) => sum + width * height, 0)
      shares.push(area === undefined ? 1 : area / (picture.widthPx * picture.heightPx))
      return reader.read(picture, within)
    },
  }
}

function ffmpeg(args: readonly string[]): void {
  execFileSync('ffmpeg', ['-v', 'error', '-y', ...args])
}

async function toPicture(image: Sharp): Promise<Picture> {
  const { data, info } = await image.removeAlpha().raw().toBuffer({ resolveWithObject: true })
  return { widthPx: info.width, heightPx: info.height, rgb: new Uint8Array(data) }
}
