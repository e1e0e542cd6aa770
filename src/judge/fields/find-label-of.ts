import type { Label } from './find-labels.js'
import { onSameRow, type Page, type PageLine } from './page.js'
import { type Span, xAt } from './span.js'

/** The labels of a page, by the line they stand on. */
export type Labels = ReadonlyMap<PageLine, readonly Label[]>

/** The label of a value, or null: in its own line before it, left of it on its row, its column's head, or right above it. */
export function findLabelOf(page: Page, labels: Labels, value: Span): Label | null {
  const before = value.on.text.slice(0, value.start)
  const own = labels.get(value.on)?.findLast((label) => label.end <= value.start)
  if (own !== undefined) return belongsTo(own, value) ? own : null
  if (/[A-Za-z\u3400-\u9fff]{2}/.test(before)) return null
  const place = placeOf(value)
  const left = /\w/.test(before) ? null : leftOf(page, place)
  if (left !== null) {
    const beside = labels.get(left)?.at(-1)
    if (beside?.open) return beside
    if (/[:：]\s*$/.test(left.text)) return null
  }
  const tight = left === null ? labelAbove(page, labels, place) : null
  if (tight !== null && place.on.top - tight.on.bottom < place.on.height && Math.abs(tight.on.left - place.left) < place.on.height)
    return tight
  const head = headOver(page, labels, place)
  if (head !== undefined) return head
  return left !== null && looksLikeLabel(left) ? null : labelAbove(page, labels, place)
}

/** Where a value stands; `on` is its line, `left` and `right` its own. */
interface Place {
  readonly on: PageLine
  readonly left: number
  readonly right: number
}

function placeOf({ on, start, end }: Span): Place {
  const whole = on.text.trim().length <= end - start
  return whole ? { on, left: on.left, right: on.right } : { on, left: xAt(on, start), right: xAt(on, end - 1) + on.height / 2 }
}

/** A list of values after one label ends by then, in characters. */
const farthest = 100

/** Between a label and its value stand marks or a few words, or, in a list, earlier values. */
function belongsTo(label: Label, value: Span): boolean {
  const between = value.on.text.slice(label.end, value.start)
  if (between.length > farthest || /[。!?;！？；]/.test(between)) return false
  // an argument beside another in a line of code: build(orderNumber, 1700000000)
  if (/^[,)]/.test(between) && /\w$/.test(value.on.text.slice(0, label.end))) return false
  return (/^\D*$/.test(between) && between.length <= 14) || /^[\s\w:#-]*(?:[、,，/和与及&]|and|\s)\s*$/.test(between)
}

/** The nearest line on the left of the same row; lone marks and icons are passed over. */
function leftOf(page: Page, { on, left }: Place): PageLine | null {
  let nearest: PageLine | null = null
  for (const line of page.lines) {
    if (line === on || line.right > left + on.height * 0.4 || line.left >= left) continue
    if (nearest !== null && line.right <= nearest.right) continue
    if (onSameRow(line, on) && /[A-Za-z\u3400-\u9fff\d]/.test(line.text)) nearest = line
  }
  return nearest
}

/** A short text without digits beside a value is a label that is not in the list: its value has no other label. */
function looksLikeLabel({ text }: PageLine): boolean {
  return text.trim().length <= 10 && !/\d/.test(text) && /[A-Za-z\u3400-\u9fff]{2}/.test(text)
}

const headsBy = new WeakMap<Page, readonly (readonly PageLine[])[]>()

/** The rows of the page that are a table's head: three short texts side by side without digits or colons, one of them a known label; or two known ones. */
function headRows(page: Page, labels: Labels): readonly (readonly PageLine[])[] {
  const known = headsBy.get(page)
  if (known !== undefined) return known
  const rows: (readonly PageLine[])[] = []
  const done = new Set<PageLine>()
  for (const [line, found] of labels) {
    if (done.has(line) || !found.some((label) => label.open && !label.colon)) continue
    const row = page.lines.filter((each) => onSameRow(each, line))
    const cells = row.filter((each) => !/[\d:：]/.test(each.text) && each.text.trim().length <= 16)
    const labelled = cells.filter((each) => labels.get(each)?.some((label) => label.open))
    for (const each of row) done.add(each)
    if (cells.length * 2 > row.length && (cells.length >= 3 || labelled.length >= 2)) rows.push(cells)
  }
  headsBy.set(page, rows)
  return rows
}

/** How far under its head a table reaches, in line heights. */
const tableReach = 40

/** The label at the head of the value's column; null when the head says something else; undefined when no table stands above. */
function headOver(page: Page, labels: Labels, place: Place): Label | null | undefined {
  const rows = headRows(page, labels)
    .filter(([first]) => first !== undefined && first.bottom <= place.on.midY && place.on.top - first.bottom < tableReach * first.height)
    .toSorted(([a], [b]) => (b?.bottom ?? 0) - (a?.bottom ?? 0))
  const nearest = rows[0]
  if (nearest === undefined) return undefined
  const cell = nearest.toSorted((a, b) => apartness(a, place) - apartness(b, place))[0]
  if (cell === undefined || apartness(cell, place) > 1.5 * cell.height) return undefined
  return labels.get(cell)?.findLast((label) => label.open) ?? null
}

/** How badly a cell and a value share a column, in pixels: the best of left edges, middles and right edges counts. */
function apartness(cell: PageLine, { left, right }: Place): number {
  return Math.min(Math.abs(cell.left - left), Math.abs((cell.left + cell.right) / 2 - (left + right) / 2), Math.abs(cell.right - right))
}

const longestKeyList = 30

/** The open label on the nearest line above in the same column, at most 2.2 line heights away; keys may follow one another under theirs. */
function labelAbove(page: Page, labels: Labels, { on, left, right }: Place, follows = 0): Label | null {
  let nearest: PageLine | null = null
  for (const line of page.lines) {
    if (line === on || line.midY >= on.top || on.top - line.bottom > 2.2 * on.height) continue
    if (nearest !== null && line.bottom <= nearest.bottom) continue
    if (line.left < right && left < line.right) nearest = line
  }
  if (nearest === null) return null
  const label = labels.get(nearest)?.at(-1)
  if (label !== undefined) return label.open ? label : null
  if (follows === 0 && on.top - nearest.bottom < on.height && Math.abs(nearest.left - left) < on.height && !/\d{4}/.test(nearest.text)) {
    // A hint may stand first: 商户单号 | 可在支持的商户扫码退款, and the number under it.
    const beside = leftOf(page, { on: nearest, left: nearest.left, right: nearest.right })
    const besides = beside === null ? undefined : labels.get(beside)?.at(-1)
    if (besides?.open) return besides
  }
  if (follows === longestKeyList || !/^[\w.-]{8,}$/.test(nearest.text.trim())) return null
  const inherited = labelAbove(page, labels, { on: nearest, left: nearest.left, right: nearest.right }, follows + 1)
  return inherited?.says === 'card-key' ? inherited : null
}
