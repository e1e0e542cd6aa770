import { html } from 'hono/html'
import { maskKey } from '../judge/mask-key.js'
import type { Examined } from '../model/examined.js'
import { both } from './both.js'
import { fieldWords, kindWords, showsWords } from './report-words.js'
import type { ReportedCase } from './reported-case.js'

type Judged = Extract<ReportedCase, { judged: unknown }>

/** Each piece of evidence as a picture with boxes on its fields, or why it could not be read. */
export function drawPictures(one: Judged) {
  const { caseFile, examined } = one.judged
  if (caseFile.evidence.length === 0) return ''
  return html`<h3>${both({ zh: '凭证', en: 'evidence' })}</h3><div class="pictures">${caseFile.evidence.map(({ file, fault }) => {
    const piece = examined.find((candidate) => candidate.file === file)
    const dataUri = one.pictures.find((picture) => picture.file === file)?.dataUri
    if (!piece)
      return html`<figure style="--ratio:0.5"><figcaption><span class="chip fault">${fault?.code ?? ''}</span> ${file}<br>${fault?.title ?? ''}</figcaption></figure>`
    return html`<figure style="--ratio:${(piece.reading.width / piece.reading.height).toFixed(3)}">${drawShot(piece, dataUri ?? null)}<figcaption>
<strong>${both(kindWords[piece.kind])}</strong> · ${both(showsWords[piece.shows])} · ${file}${piece.reading.quality.length ? html` · <span class="differ">${piece.reading.quality.join(', ')}</span>` : ''}
</figcaption></figure>`
  })}</div>`
}

function drawShot({ reading, fields, file }: Examined, dataUri: string | null) {
  const { width, height } = reading
  const picture = dataUri
    ? html`<img src="${dataUri}" alt="${file}" loading="lazy" width="${width}" height="${height}" style="height:auto">`
    : ''
  return html`<div class="frame"><div class="shot" style="aspect-ratio:${width}/${height}">${picture}<svg viewBox="0 0 ${width} ${height}" role="img" aria-label="${fields.length} fields">${fields.map(
    (field) => {
      const [x, y, w, h] = field.box
      const value = field.value === null ? '—' : field.type === 'card-key' ? maskKey(field.value) : field.value
      return html`<rect class="f t-${field.type}" x="${x - 4}" y="${y - 4}" width="${w + 8}" height="${h + 8}" rx="4"><title>${fieldWords[field.type].zh} ${fieldWords[field.type].en}: ${value} (${Math.round(field.confidence * 100)}%)</title></rect>`
    },
  )}</svg></div></div>`
}
