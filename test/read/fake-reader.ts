import { Fault } from '../../src/errors.js'
import type { TextLine } from '../../src/model/reading.js'
import type { TextReader } from '../../src/ports.js'
import type { EvidenceTools } from '../../src/read/evidence-tools.js'

/** A line as a reader would give it, with glyphs of equal width. */
export function lineOf(text: string, box: TextLine['box'], confidence = 0.98): TextLine {
  const width = box[2] / text.length
  const glyphs = Array.from(text, (char, at) => ({ char, confidence, x: box[0] + at * width, width }))
  return { text, confidence, box, glyphs, steps: [], frameMs: null }
}

/** Reads the same lines from every picture, so that tests of the stages around reading need no models. */
export function fakeReader(lines: readonly TextLine[] = [lineOf('订单号 DD7K2M9QX4B81TZA', [20, 20, 200, 20])]): TextReader {
  return { name: 'fake/1', concurrency: 1, read: async () => lines, close: async () => {} }
}

/** Tools for pictures alone: what is taken for a recording is damaged. */
export function pictureTools(reader: TextReader = fakeReader()): EvidenceTools {
  return { reader, decoder: { open: ({ name }) => Promise.reject(new Fault('recording-damaged', name)) } }
}
