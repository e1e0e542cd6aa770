import { expect, it } from 'vitest'
import { openTesseract } from '../../../src/adapters/text-reader/tesseract.js'
import { keepsTextReaderContract } from './contract.js'
import { draw } from './draw.js'

keepsTextReaderContract({
  title: 'tesseract.js',
  module: 'adapters/text-reader/tesseract.ts',
  opener: 'openTesseract',
  open: openTesseract,
})

it('goes on reading when its threads are replaced', async () => {
  const reader = await openTesseract({ threads: 1, picturesPerThread: 1 })
  const read: string[] = []
  for (const text of ['充值成功', '激活失败']) {
    const lines = await reader.read(await draw(500, 120, [{ text, x: 40, y: 76, sizePx: 40 }]))
    read.push(...lines.map((line) => line.text))
  }
  await reader.close()
  expect(read).toEqual(['充值成功', '激活失败'])
})
