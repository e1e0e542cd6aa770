import sharp from 'sharp'
import type { Picture } from '../../src/ports.js'

/** An order page drawn in SVG: label left, value right, 720 × 900, with `extra` SVG on top. */
export function drawPage({ orderNumber = 'DD7K2M9QX4B81TZA', extra = '' } = {}): Promise<Buffer> {
  const rows = [
    ['订单编号', orderNumber],
    ['商品', 'Windows 11 专业版'],
    ['创建时间', '2026-11-20 14:22:57'],
    ['付款时间', '2026-11-20 14:23:26'],
    ['实付款', '¥128.00'],
  ]
  const texts = rows.map(([label, value], at) => {
    const y = valueTop(at) + 24
    return `<text x="40" y="${y}" fill="#888">${label}</text><text x="300" y="${y}" fill="#222">${value}</text>`
  })
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="720" height="900" font-family="Noto Sans CJK SC" font-size="28">
    <rect width="720" height="900" fill="#f5f5f5"/><rect width="720" height="120" fill="#ff6a00"/>
    <text x="300" y="80" fill="#fff" font-size="36">订单详情</text>
    <rect x="20" y="160" width="680" height="400" rx="16" fill="#fff"/>${texts.join('')}
    <rect x="460" y="780" width="220" height="72" rx="36" fill="#ff6a00"/><text x="514" y="826" fill="#fff">申请售后</text>${extra}</svg>`
  return sharp(Buffer.from(svg)).removeAlpha().png().toBuffer()
}

/** Where the value of row `at` begins on the drawn page; it is 28 px high and starts at x 300. */
export function valueTop(at: number): number {
  return 200 + at * 64
}

/** A file's pixels, as the stages after normalising get them. */
export async function pictureOf(file: Buffer): Promise<Picture> {
  const { data, info } = await sharp(file).removeAlpha().raw().toBuffer({ resolveWithObject: true })
  return { widthPx: info.width, heightPx: info.height, rgb: new Uint8Array(data) }
}
