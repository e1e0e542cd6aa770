import { describe, expect, it } from 'vitest'
import { Fault } from '../../src/errors.js'
import type { TextReader } from '../../src/ports.js'
import { readEvidence } from '../../src/read/read-evidence.js'
import { drawPage } from './drawn.js'
import { fakeReader, lineOf, pictureTools } from './fake-reader.js'
import { heldFile } from './held-file.js'

describe('readEvidence', () => {
  it('gathers all facts of one picture', async () => {
    const line = lineOf('订单编号', [40, 200, 112, 30])
    const reading = await readEvidence(heldFile('evidence/1.png', await drawPage()), pictureTools(fakeReader([line])))
    expect(reading).toMatchObject({
      file: 'evidence/1.png',
      media: 'image',
      width: 720,
      height: 900,
      durationMs: null,
      reader: 'fake/1',
      lines: [line],
      screens: [],
      quality: [],
      obscured: [],
      fileFacts: { format: 'png', phash: expect.stringMatching(/^[0-9a-f]{256}$/) },
    })
    expect(reading.timings.totalMs).toBeGreaterThanOrEqual(reading.timings.textMs ?? Number.NaN)
  })

  it('gives the same facts for the same bytes, apart from timings', async () => {
    const file = heldFile('1.png', await drawPage())
    const { timings: _, ...first } = await readEvidence(file, pictureTools())
    const { timings: __, ...second } = await readEvidence(file, pictureTools())
    expect(second).toEqual(first)
  })

  it('lets the reader take the pixels away', async () => {
    const greedy: TextReader = {
      ...fakeReader(),
      read: async (picture) => {
        structuredClone(picture.rgb.buffer, { transfer: [picture.rgb.buffer as ArrayBuffer] })
        return []
      },
    }
    const reading = await readEvidence(heldFile('1.png', await drawPage()), pictureTools(greedy))
    expect(reading.fileFacts.phash).toHaveLength(256)
  })

  it('passes the reader’s fault on as it is', async () => {
    const fault = new Fault('reading-timed-out', 'evidence/1.png')
    const slow: TextReader = { ...fakeReader(), read: () => Promise.reject(fault) }
    await expect(readEvidence(heldFile('1.png', await drawPage()), pictureTools(slow))).rejects.toBe(fault)
  })
})
