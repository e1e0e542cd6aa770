import { html } from 'hono/html'
import type { Examined, RecordingFact } from '../model/examined.js'
import type { Sentence } from '../model/field.js'
import { both } from './both.js'
import { drawFilmStrip } from './draw-film-strip.js'
import { drawTimeBar } from './draw-time-bar.js'
import { printTime, spanUnlessSaid } from './print-time.js'
import { factWords } from './recording-words.js'
import { kindWords, showsWords } from './report-words.js'
import type { ReportedCase } from './reported-case.js'
import { summariseRecording, tellSpeed } from './summarise-recording.js'

type Judged = Extract<ReportedCase, { judged: unknown }>

/** A recording: what it is, its screens and events on a bar of time, the film strip, what was noticed in whole sentences. `id` starts the anchors of its screens. */
export function drawRecording(examined: Examined, id: string, { pictures, hide }: Judged) {
  const { reading, kind, shows, file, facts } = examined
  return html`<section class="recording">
<p class="name"><strong>${both(kindWords[kind])}</strong> · ${both(showsWords[shows])} · ${file}${reading.quality.length ? html` · <span class="differ">${reading.quality.join(', ')}</span>` : ''}</p>
<div class="facts">${describeFile(examined).map((part) => html`<span>${both(part)}</span>`)}</div>
${drawTimeBar(examined, id)}
${drawFilmStrip(examined, pictures, hide, id)}
${facts.length ? html`<ul class="noticed">${facts.map((fact) => drawFact(fact, hide))}</ul>` : ''}
</section>`
}

function describeFile({ reading, challengeCode }: Examined): readonly Sentence[] {
  const { recording } = reading
  const parts = [...summariseRecording(reading), tellSpeed(reading)]
  if (challengeCode !== null) parts.push({ zh: `一次性验证码 ${challengeCode}`, en: `challenge code ${challengeCode}` })
  if (!recording) return parts
  const { format, device, encoder, createdAt, brokenAtMs } = recording
  parts.push({ zh: `格式 ${format}`, en: `container ${format}` })
  if (device) parts.push({ zh: `设备 ${device}`, en: `device ${device}` })
  if (encoder) parts.push({ zh: `编码器 ${encoder}`, en: `encoder ${encoder}` })
  if (createdAt) parts.push({ zh: `录制于 ${createdAt}`, en: `recorded ${createdAt}` })
  if (brokenAtMs !== null) parts.push({ zh: `只能读到 ${printTime(brokenAtMs)}`, en: `readable up to ${printTime(brokenAtMs)}` })
  return parts
}

function drawFact({ code, atMs, untilMs, because }: RecordingFact, hide: (text: string) => string) {
  const { tone } = factWords[code]
  const said = { zh: hide(because.zh), en: hide(because.en) }
  const span = spanUnlessSaid(atMs, untilMs, said.zh)
  return html`<li><i class="mark ${tone}"></i>${span ? html`<span class="when">${span}</span> ` : ''}<strong class="${tone}">${both(factWords[code])}</strong> ${both(said)}</li>`
}
