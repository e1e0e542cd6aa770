import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { drawContactSheet } from '../../src/report/draw-contact-sheet.js'
import { keepScreen } from '../../src/report/keep-screen.js'
import { planSheet } from '../../src/report/plan-sheet.js'
import { activationRecording, screensUntil } from '../builders/activation-recording.js'

const options = { reveal: false, language: 'zh' } as const
const red = (widthPx: number, heightPx: number) => {
  const rgb = new Uint8Array(widthPx * heightPx * 3)
  for (let at = 0; at < rgb.length; at += 3) rgb[at] = 250
  return { widthPx, heightPx, rgb }
}

/** Whether the middle of each cell of the sheet shows a picture. */
async function filledCells(sheet: Buffer, plan: ReturnType<typeof planSheet>, places: number): Promise<boolean[]> {
  const { data, info } = await sharp(sheet).removeAlpha().raw().toBuffer({ resolveWithObject: true })
  return Array.from({ length: places }, (_, place) => {
    const { left, top } = plan.placeOf(place)
    const at = 3 * ((top + Math.round(plan.cell.heightPx / 4)) * info.width + left + Math.round(plan.cell.widthPx / 2))
    return (data[at] ?? 0) > 200 && (data[at + 1] ?? 255) < 60
  })
}

describe('drawContactSheet', () => {
  it('has one cell a distinct screen, in the size that was planned', async () => {
    const examined = activationRecording({ screens: screensUntil(1000, 2000, 3000, [4000, 1], 5000), facts: [] })
    const kept = await Promise.all([0, 1, 2, 4].map((screen) => keepScreen(screen, red(1080, 2340))))
    const sheet = await drawContactSheet(examined, kept, options)
    const plan = planSheet({ width: 1080, height: 2340, cells: 4, captionLines: 2 })
    expect(await sharp(sheet).metadata()).toMatchObject({ format: 'jpeg', width: plan.widthPx, height: plan.heightPx })
    expect(await filledCells(sheet, plan, 4)).toEqual([true, true, true, true])
  })

  it('shortens a tall screen to the size of the others', async () => {
    const examined = activationRecording({ screens: screensUntil(1000, 2000), facts: [] })
    const kept = [await keepScreen(0, red(540, 6000)), await keepScreen(1, red(540, 1170))]
    const sheet = await drawContactSheet(examined, kept, options)
    const plan = planSheet({ width: 1080, height: 2340, cells: 2, captionLines: 1 })
    expect(await sharp(sheet).metadata()).toMatchObject({ width: plan.widthPx, height: plan.heightPx })
    expect(await filledCells(sheet, plan, 2)).toEqual([true, true])
  })

  it('is drawn whatever the file is called', async () => {
    const examined = activationRecording({ file: '录屏 <&"> \u0001\u0008\ud800\uffff.mp4', screens: screensUntil(1000) })
    const sheet = await drawContactSheet(examined, [await keepScreen(0, red(640, 360))], options)
    expect((await sharp(sheet).metadata()).format).toBe('jpeg')
  })
})

describe('planSheet', () => {
  it.each([1, 7, 60, 500, 4000])('puts %i pictures beside each other within what a JPEG can hold', (cells) => {
    for (const [width, height] of [
      [1080, 2340],
      [1920, 1080],
      [200, 200],
    ] as const) {
      const plan = planSheet({ width, height, cells, captionLines: 3 })
      expect(plan.widthPx).toBeLessThan(20_000)
      expect(plan.heightPx).toBeLessThan(20_000)
      const places = Array.from({ length: cells }, (_, place) => plan.placeOf(place))
      expect(new Set(places.map(({ left, top }) => `${left} ${top}`)).size).toBe(cells)
      for (const { left, top } of places) {
        expect(left + plan.cell.widthPx).toBeLessThanOrEqual(plan.widthPx - plan.marginPx)
        expect(top + plan.cell.heightPx).toBeLessThan(plan.heightPx - plan.marginPx)
      }
    }
  })
})
