import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'
import { type CsvError, parse } from 'csv-parse'

/** A line of an import: its value, or what is wrong with it. */
export interface ParsedLine {
  /** From 1. */
  readonly line: number
  readonly value: unknown
  readonly problem: string | null
}

/** The values of a file with JSON on each line; empty lines are passed over. */
export async function* readNdjson(file: string): AsyncIterable<ParsedLine> {
  const lines = createInterface({ input: createReadStream(file, 'utf8'), crlfDelay: Number.POSITIVE_INFINITY })
  let line = 0
  for await (const text of lines) {
    line++
    const trimmed = text.replace(/^\uFEFF/, '').trim()
    if (trimmed !== '') yield { line, ...parseJson(trimmed) }
  }
}

/** The values of a CSV file: the heading names a path for each column, and a line becomes an object of those paths. */
export async function* readCsv(file: string): AsyncIterable<ParsedLine> {
  const parser = parse({ bom: true, info: true, relax_column_count: true, skip_empty_lines: true, max_record_size: 1_000_000 })
  const source = createReadStream(file, 'utf8')
  source.on('error', (cause) => parser.destroy(cause))
  let paths: readonly string[] | null = null
  let line = 0
  try {
    for await (const { record, info } of source.pipe(parser) as AsyncIterable<{ record: string[]; info: { lines: number } }>) {
      line = info.lines
      if (paths === null) paths = record
      else yield { line, ...toObject(paths, record) }
    }
  } catch (thrown) {
    // From here on nobody can tell where a line begins.
    yield { line: line + 1, value: null, problem: `the rest cannot be read: ${(thrown as CsvError).message}` }
  }
}

const columnPath = /^(order|buyer|keyStatus)(\.[a-zA-Z0-9]{1,40}){1,2}$/

function toObject(paths: readonly string[], cells: readonly string[]): Omit<ParsedLine, 'line'> {
  if (cells.length !== paths.length) return { value: null, problem: `${cells.length} cells, the heading has ${paths.length}` }
  const value: Record<string, unknown> = {}
  for (const [index, path] of paths.entries()) {
    const cell = cells[index] ?? ''
    if (!columnPath.test(path))
      return { value: null, problem: `the heading names ${JSON.stringify(path.slice(0, 60))}, which is no path of an order` }
    if (cell === '') continue
    const parsed = parseCell(path, cell)
    if (parsed.problem !== null) return { value: null, problem: `${path}: ${parsed.problem}` }
    put(value, path.split('.'), parsed.value)
  }
  return { value, problem: null }
}

/** Numbers only where the form has numbers: an order number of digits stays text. */
const numbers = /\.(amountFen|refundedFen|creditScore|accountAgeDays|completedOrders|refunds90d|upheldAgainst365d)$/

function parseCell(path: string, cell: string): Omit<ParsedLine, 'line'> {
  if (/^order\.(deliveredKeys|notes|payments|merchantAnswer)$/.test(path)) return parseJson(cell)
  return { value: numbers.test(path) ? Number(cell) : cell, problem: null }
}

function parseJson(text: string): Omit<ParsedLine, 'line'> {
  try {
    return { value: JSON.parse(text), problem: null }
  } catch {
    return { value: null, problem: 'it is no JSON' }
  }
}

function put(target: Record<string, unknown>, [first, ...rest]: readonly string[], value: unknown): void {
  if (first === undefined) return
  if (rest.length === 0) {
    Object.defineProperty(target, first, { value, enumerable: true, configurable: true, writable: true })
    return
  }
  const inner = Object.hasOwn(target, first) ? target[first] : {}
  if (typeof inner !== 'object' || inner === null) return
  Object.defineProperty(target, first, { value: inner, enumerable: true, configurable: true, writable: true })
  put(inner as Record<string, unknown>, rest, value)
}
