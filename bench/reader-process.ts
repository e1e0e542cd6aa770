// One reader in a process of its own, so that its memory is its own: reads one picture path a line on stdin and answers
// one JSON line each: { lines, ms }. Started by bench/read.ts.
import { execFile } from 'node:child_process'
import path from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { createInterface } from 'node:readline'
import { promisify } from 'node:util'
import type { Box, TextLine } from '../src/model/reading.js'
import type { TextReader } from '../src/ports.js'

type ReadPath = (file: string) => Promise<readonly TextLine[]>

const readers: Record<string, () => Promise<ReadPath>> = {
  'pp-ocr': async () => throughPort(await (await import('../src/adapters/text-reader/pp-ocr.js')).openPpOcr({ threads: 2 })),
  'tesseract.js': async () => throughPort(await (await import('../src/adapters/text-reader/tesseract.js')).openTesseract({ threads: 2 })),
  'debian-tesseract': async () => readWithDebian,
  'gutenye-ocr': openGutenye,
}

const open = readers[process.argv[2] ?? '']
if (!open) throw new Error(`no such reader: ${process.argv[2]}; there are ${Object.keys(readers).join(', ')}`)
const read = await open()
const loopDelay = monitorEventLoopDelay({ resolution: 5 })
loopDelay.enable()
process.stdout.write('{"ready":true}\n')
for await (const request of createInterface({ input: process.stdin })) {
  const { id, file }: { id: number; file: string } = JSON.parse(request)
  void answer(id, file)
}

async function answer(id: number, file: string): Promise<void> {
  const startedMs = performance.now()
  const lines = await read(file).catch((thrown: unknown) => {
    process.stderr.write(`${file}: ${thrown}\n`)
    return []
  })
  const peakKib = process.resourceUsage().maxRSS
  const loopDelayMs = loopDelay.percentile(99.9) / 1e6
  process.stdout.write(`${JSON.stringify({ id, ms: performance.now() - startedMs, peakKib, loopDelayMs, lines })}\n`)
}

/** Our adapters as the program uses them: decoding counts. Loaded on demand, so that each process holds one reader only. */
async function throughPort(reader: TextReader): Promise<ReadPath> {
  const { addEvidence } = await import('../src/intake/add-evidence.js')
  const { decodePicture } = await import('../src/read/decode-picture.js')
  const { defaultReadLimits } = await import('../src/read/read-limits.js')
  const open = (file: string) => addEvidence(path.dirname(file), path.basename(file), defaultReadLimits.maxBytes)
  return async (file) => reader.read(await decodePicture(await open(file), defaultReadLimits))
}

/** Debian's tesseract 5 as a person would call it; TSV rows of words are joined to lines. */
async function readWithDebian(file: string): Promise<readonly TextLine[]> {
  const png = file.endsWith('.png') || file.endsWith('.jpg') ? file : null
  const input = png ?? '-'
  const { stdout } = await promisify(execFile)('tesseract', [input, 'stdout', '-l', 'chi_sim+eng', '--psm', '3', 'tsv'], {
    maxBuffer: 64 << 20,
    env: { ...process.env, OMP_THREAD_LIMIT: '2' },
  })
  const lines = new Map<string, { words: string[]; boxes: Box[]; confidence: number }>()
  for (const row of stdout.split('\n').slice(1)) {
    const [level, page, block, paragraph, line, , left, top, width, height, confidence, text] = row.split('\t')
    if (level !== '5' || !text?.trim()) continue
    const key = [page, block, paragraph, line].join(' ')
    const entry = lines.get(key) ?? { words: [], boxes: [], confidence: 1 }
    entry.words.push(text)
    entry.boxes.push([Number(left), Number(top), Number(width), Number(height)])
    entry.confidence = Math.min(entry.confidence, Number(confidence) / 100)
    lines.set(key, entry)
  }
  return [...lines.values()].map(({ words, boxes, confidence }) => plainLine(joinWords(words), around(boxes), confidence))
}

/** The same PP-OCR models behind the package that ships them. */
async function openGutenye(): Promise<ReadPath> {
  const { default: Ocr } = await import('@gutenye/ocr-node')
  const ocr = await Ocr.create()
  return async (file) => {
    const found: readonly { text: string; mean: number; box?: readonly (readonly [number, number])[] }[] = await ocr.detect(file)
    return found.map(({ text, mean, box }) => plainLine(text, cornersToBox(box ?? []), mean))
  }
}

/** Spaces between Chinese characters are the recogniser's, not the page's. */
function joinWords(words: readonly string[]): string {
  return words.join(' ').replace(/(?<=[\u3000-\u9fff\uff00-\uffef]) (?=[\u3000-\u9fff\uff00-\uffef])/g, '')
}

function plainLine(text: string, box: Box, confidence: number): TextLine {
  const width = box[2] / Math.max(1, text.length)
  const glyphs = [...text].map((char, index) => ({ char, confidence, x: box[0] + index * width, width }))
  return { text, confidence, box, glyphs, steps: [], frameMs: null }
}

function around(boxes: readonly Box[]): Box {
  const left = Math.min(...boxes.map(([x]) => x))
  const top = Math.min(...boxes.map(([, y]) => y))
  const right = Math.max(...boxes.map(([x, , width]) => x + width))
  const bottom = Math.max(...boxes.map(([, y, , height]) => y + height))
  return [left, top, right - left, bottom - top]
}

function cornersToBox(corners: readonly (readonly [number, number])[]): Box {
  return corners.length ? around(corners.map(([x, y]) => [x, y, 0, 0])) : [0, 0, 0, 0]
}
