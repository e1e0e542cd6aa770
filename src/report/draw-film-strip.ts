import { html } from 'hono/html'
import type { Examined } from '../model/examined.js'
import { both } from './both.js'
import { drawShot } from './draw-shot.js'
import { printSpan, printTime } from './print-time.js'
import { factWords } from './recording-words.js'
import type { ReportedPicture } from './reported-case.js'
import { splitByScreen, type TimelineScreen } from './split-by-screen.js'

/** A recording's distinct screens side by side: picture with boxes on what was first read there, number, times with those of its returns, story, marks. */
export function drawFilmStrip(examined: Examined, pictures: readonly ReportedPicture[], hide: (text: string) => string, id: string) {
  const timeline = splitByScreen(examined)
  const own = pictures.filter(({ file }) => file === examined.file)
  return html`<div class="pictures film">${timeline
    .filter(({ repeats }) => repeats === null)
    .map((entry) => {
      const returns = timeline.filter(({ repeats }) => repeats === entry.number)
      const dataUri = own.find(({ screen }) => screen === entry.screen.index)?.dataUri ?? null
      return drawFrame({ entry, returns, dataUri, examined, hide, id })
    })}</div>`
}

interface Frame {
  readonly entry: TimelineScreen
  readonly returns: readonly TimelineScreen[]
  readonly dataUri: string | null
  readonly examined: Examined
  readonly hide: (text: string) => string
  readonly id: string
}

function drawFrame({ entry, returns, dataUri, examined, hide, id }: Frame) {
  const { number, screen } = entry
  const { width, height } = examined.reading
  const all = [entry, ...returns]
  const shot = { name: `${examined.file} ${number}`, width, height: screen.heightPx, fields: all.flatMap(({ fields }) => fields), dataUri }
  return html`<figure id="${id}-s${number}" style="--ratio:${(width / height).toFixed(3)}">${drawShot(shot)}<figcaption>
<b class="nth c${screen.index % 5}">${number}</b> <span class="when">${printSpan(screen.frameMs, screen.untilMs)}</span>${returns.map((one) => html`<span class="when again">+ ${printSpan(one.screen.frameMs, one.screen.untilMs)}</span>`)}
${all.flatMap(({ facts }) => facts).map(({ code, atMs }) => html`<span class="chip ${factWords[code].tone}">${both(factWords[code])} ${printTime(atMs)}</span>`)}
${all.flatMap(({ steps }) => steps).map(({ what }) => html`<p>${both({ zh: hide(what.zh), en: hide(what.en) })}</p>`)}
</figcaption></figure>`
}
