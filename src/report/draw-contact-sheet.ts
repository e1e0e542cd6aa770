import { html } from 'hono/html'
import sharp, { type OverlayOptions } from 'sharp'
import type { Examined } from '../model/examined.js'
import { fitCell } from './fit-cell.js'
import type { KeptScreen } from './keep-screen.js'
import { planSheet, type SheetPlan } from './plan-sheet.js'
import { printSpan } from './print-time.js'
import { type FactTone, factWords } from './recording-words.js'
import type { ReportOptions } from './report-reading.js'
import { splitByScreen } from './split-by-screen.js'
import { summariseRecording } from './summarise-recording.js'

/** One distinct screen on the sheet: its picture and the lines below it. */
interface SheetCell {
  readonly number: number
  readonly kept: KeptScreen
  readonly captions: readonly { readonly text: string; readonly tone: FactTone | 'plain' | 'soft' }[]
}

const toneColours = { plain: '#1c2430', soft: '#5b6675', event: '#1769e0', doubt: '#a86400', alarm: '#cf3434' } as const
const fontFamily = "'Noto Sans CJK SC','PingFang SC','Microsoft YaHei',sans-serif"

/**
 * A JPEG of a recording's distinct screens as a grid, each with its number, its times and what was noticed there.
 * Screens of which no picture was kept are left out. The pictures are shown as they are: keys in them can be read.
 */
export async function drawContactSheet(examined: Examined, kept: readonly KeptScreen[], { language }: ReportOptions): Promise<Buffer> {
  const { width, height } = examined.reading
  const cells = listCells(examined, kept, language)
  const captionLines = Math.max(1, ...cells.map(({ captions }) => captions.length))
  const plan = planSheet({ width, height, cells: cells.length, captionLines })
  const pictures = await Promise.all(cells.map(({ kept: one }, place) => placePicture(one, plan, place)))
  const summary = summariseRecording(examined.reading).map((part) => part[language])
  const overlay = Buffer.from(await drawOverlay(examined.file, summary.join(' · '), cells, plan))
  return sharp({ create: { width: plan.widthPx, height: plan.heightPx, channels: 3, background: '#f4f6f9' } })
    .composite([...pictures, { input: overlay, left: 0, top: 0 }])
    .jpeg({ quality: 88, chromaSubsampling: '4:4:4' })
    .toBuffer()
}

function listCells(examined: Examined, kept: readonly KeptScreen[], language: 'zh' | 'en'): SheetCell[] {
  const timeline = splitByScreen(examined)
  return timeline.flatMap((entry) => {
    const picture = kept.find(({ screen }) => screen === entry.screen.index)
    if (entry.repeats !== null || !picture) return []
    const all = timeline.filter((other) => other === entry || other.repeats === entry.number)
    const [, ...returns] = all.map(({ screen }) => printSpan(screen.frameMs, screen.untilMs))
    const facts = all.flatMap((one) => one.facts.map(({ code }) => factWords[code]))
    const tone: FactTone = (['alarm', 'doubt'] as const).find((worst) => facts.some((fact) => fact.tone === worst)) ?? 'event'
    const captions: SheetCell['captions'] = [
      { text: printSpan(entry.screen.frameMs, entry.screen.untilMs), tone: 'plain' },
      ...(returns.length ? [{ text: `+ ${returns[0]}${returns.length > 1 ? ` +${returns.length - 1}` : ''}`, tone: 'soft' as const }] : []),
      ...(facts.length ? [{ text: facts.map((fact) => fact[language]).join(' · '), tone }] : []),
    ]
    return [{ number: entry.number, kept: picture, captions }]
  })
}

async function placePicture(kept: KeptScreen, plan: SheetPlan, place: number): Promise<OverlayOptions> {
  return { input: await fitCell(kept, plan.cell), ...plan.placeOf(place) }
}

async function drawOverlay(file: string, summary: string, cells: readonly SheetCell[], plan: SheetPlan): Promise<string> {
  const titleWidth = plan.widthPx - 2 * plan.marginPx
  const drawing = html`<svg xmlns="http://www.w3.org/2000/svg" width="${plan.widthPx}" height="${plan.heightPx}">
<text x="${plan.marginPx}" y="${plan.marginPx + 26}" font-size="26" font-weight="bold" fill="#1c2430" font-family="${fontFamily}">${fitText(file, titleWidth, 26)}</text>
<text x="${plan.marginPx}" y="${plan.marginPx + 58}" font-size="18" fill="#5b6675" font-family="${fontFamily}">${fitText(summary, titleWidth, 18)}</text>
${cells.map((cell, place) => drawCell(cell, plan, place))}
</svg>`
  return String(await drawing)
}

function drawCell({ number, captions }: SheetCell, plan: SheetPlan, place: number) {
  const { left, top } = plan.placeOf(place)
  const { widthPx, heightPx } = plan.cell
  const badge = 22 + 11 * String(number).length
  return html`<rect x="${left - 0.5}" y="${top - 0.5}" width="${widthPx + 1}" height="${heightPx + 1}" fill="none" stroke="#c3ccd8"/>
<rect x="${left}" y="${top + heightPx + 10}" width="${badge}" height="26" rx="13" fill="#1c2430"/>
<text x="${left + badge / 2}" y="${top + heightPx + 29}" font-size="17" font-weight="bold" text-anchor="middle" fill="#fff" font-family="sans-serif">${number}</text>
${captions.map(
  ({ text, tone }, line) =>
    html`<text x="${left + badge + 8}" y="${top + heightPx + 29 + line * plan.captionPx}" font-size="17" fill="${toneColours[tone]}" font-family="${fontFamily}">${fitText(text, widthPx - badge - 8, 17)}</text>`,
)}`
}

/** Text cut to a width, and without what XML forbids. Wide characters take one font size, others just over half of it. */
function fitText(text: string, widthPx: number, fontPx: number): string {
  const plain = text.replace(/[\p{Cc}\p{Cs}\p{Cn}]/gu, ' ')
  let left = widthPx
  let fitting = ''
  for (const char of plain) {
    left -= fontPx * (/[\u1100-\u{10ffff}]/u.test(char) && !/[\u2000-\u206f]/u.test(char) ? 1 : 0.58)
    if (left < 0) return `${fitting.slice(0, -1)}…`
    fitting += char
  }
  return fitting
}
