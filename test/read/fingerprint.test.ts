import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { fingerprint } from '../../src/read/fingerprint.js'
import { takeGray } from '../../src/read/take-gray.js'
import { drawPage, pictureOf } from './drawn.js'

async function hashOf(file: Buffer): Promise<string> {
  return fingerprint(await takeGray(await pictureOf(file)))
}

function bitsApart(a: string, b: string): number {
  const bits = (BigInt(`0x${a}`) ^ BigInt(`0x${b}`)).toString(2)
  return bits.replaceAll('0', '').length
}

describe('fingerprint', () => {
  it('is 1023 bits in 256 hexadecimal digits, about half of them set', async () => {
    const hash = await hashOf(await drawPage())
    expect(hash).toMatch(/^[0-7][0-9a-f]{255}$/)
    expect(bitsApart(hash, '0')).toBeGreaterThan(500)
    expect(bitsApart(hash, '0')).toBeLessThan(523)
  })

  it('keeps re-encoded and scaled copies of a shot within 20 bits', async () => {
    const page = await drawPage()
    const original = await hashOf(page)
    const copies = [
      sharp(page).jpeg({ quality: 75 }),
      sharp(page).jpeg({ quality: 50 }),
      sharp(page).webp({ quality: 60 }),
      sharp(page).resize(540).jpeg({ quality: 60 }),
      sharp(page).resize(360).png(),
    ]
    for (const copy of copies) expect(bitsApart(original, await hashOf(await copy.toBuffer()))).toBeLessThanOrEqual(20)
  })

  it('tells another order on the same template from a copy', async () => {
    const original = await hashOf(await drawPage())
    expect(bitsApart(original, await hashOf(await drawPage({ orderNumber: '8K3LQPZ77MNA01XW' })))).toBeGreaterThan(30)
  })

  it('hashes a picture of one pixel', async () => {
    const dot = await fingerprint({ widthPx: 1, heightPx: 1, levels: new Uint8Array([7]) })
    expect(dot).toHaveLength(256)
  })
})
