import sharp from 'sharp'
import type { Picture } from '../../../src/ports.js'

export interface DrawnText {
  readonly text: string
  /** Left end of the baseline. */
  readonly x: number
  readonly y: number
  readonly sizePx?: number
  readonly fill?: string
  readonly font?: string
  readonly rotateDegrees?: number
}

/** A picture with text on one ground, drawn from SVG. */
export async function draw(widthPx: number, heightPx: number, texts: readonly DrawnText[], ground = '#ffffff'): Promise<Picture> {
  const lines = texts.map(({ text, x, y, sizePx = 32, fill = '#111111', font = 'Noto Sans CJK SC', rotateDegrees = 0 }) => {
    const place = `x="${x}" y="${y}" font-size="${sizePx}" fill="${fill}" font-family="${font}"`
    return `<text ${place} transform="rotate(${rotateDegrees} ${x} ${y})">${escapeXml(text)}</text>`
  })
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${widthPx}" height="${heightPx}"><rect width="100%" height="100%" fill="${ground}"/>${lines.join('')}</svg>`
  const rgb = await sharp(Buffer.from(svg), { unlimited: true }).flatten({ background: ground }).removeAlpha().raw().toBuffer()
  return { widthPx, heightPx, rgb: new Uint8Array(rgb) }
}

function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
}
