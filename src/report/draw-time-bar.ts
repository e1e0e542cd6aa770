import { html } from 'hono/html'
import type { Examined, RecordingFact } from '../model/examined.js'
import type { Screen } from '../model/reading.js'
import { printSpan, printTime } from './print-time.js'
import { factWords } from './recording-words.js'

/** Per cent of the bar below which a screen's number does not fit. */
const numberFits = 3
/** A moment is drawn this wide, in per cent, to keep it visible and apart from its neighbours. */
const momentShare = 1.4

/** A recording's time as a bar: its screens as segments, one that returns in the colour of the first, and below it a tick or stretch for what was noticed. */
export function drawTimeBar({ reading, facts }: Examined, id: string) {
  const endMs = Math.max(reading.durationMs ?? 0, reading.screens.at(-1)?.untilMs ?? 0, 1)
  return html`<div class="time"><div class="track">${reading.screens.map((screen) => drawSegment(screen, endMs, id))}</div>
${layLanes(facts, endMs).map((lane) => html`<div class="lane">${lane.map((mark) => drawMark(mark))}</div>`)}
<div class="ends"><span>0:00</span><span>${printTime(endMs)}</span></div></div>`
}

function drawSegment({ index, sameAs, frameMs, untilMs }: Screen, endMs: number, id: string) {
  const share = (100 * (untilMs - frameMs)) / endMs
  const first = sameAs ?? index
  return html`<a class="c${first % 5}" href="#${id}-s${first + 1}" style="left:${percent((100 * frameMs) / endMs)};width:${percent(share)}" title="${index + 1} · ${printSpan(frameMs, untilMs)}">${share > numberFits ? first + 1 : ''}</a>`
}

interface Mark {
  readonly fact: RecordingFact
  readonly left: number
  readonly width: number
}

/** Marks in as few rows as keep them apart. */
function layLanes(facts: readonly RecordingFact[], endMs: number): readonly (readonly Mark[])[] {
  const lanes: Mark[][] = []
  for (const fact of facts) {
    const width = Math.min(100, Math.max(momentShare, (100 * (fact.untilMs - fact.atMs)) / endMs))
    const left = Math.min((100 * fact.atMs) / endMs, 100 - width)
    const free = lanes.find((lane) => lane.every((mark) => mark.left + mark.width < left || left + width < mark.left))
    if (free) free.push({ fact, left, width })
    else lanes.push([{ fact, left, width }])
  }
  return lanes
}

function drawMark({ fact: { code, atMs, untilMs }, left, width }: Mark) {
  const { zh, en, tone } = factWords[code]
  return html`<i class="${tone}" style="left:${percent(left)};width:${percent(width)}" title="${zh} ${en} ${printSpan(atMs, untilMs)}"></i>`
}

function percent(share: number): string {
  return `${Math.round(share * 100) / 100}%`
}
