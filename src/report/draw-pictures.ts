import { html } from 'hono/html'
import type { EvidencePiece } from '../model/case.js'
import { both } from './both.js'
import { drawRecording } from './draw-recording.js'
import { drawShot } from './draw-shot.js'
import { kindWords, showsWords } from './report-words.js'
import type { ReportedCase } from './reported-case.js'

type Judged = Extract<ReportedCase, { judged: unknown }>

/** Each piece of evidence as a picture with boxes on its fields, recordings as film strips below, or why it could not be read. */
export function drawPictures(one: Judged) {
  const { caseFile, examined } = one.judged
  if (caseFile.evidence.length === 0) return ''
  const recordings = examined.filter(({ reading }) => reading.media === 'recording')
  const others = caseFile.evidence.filter(({ file }) => !recordings.some((recording) => recording.file === file))
  return html`<h3>${both({ zh: '凭证', en: 'evidence' })}</h3>${others.length ? drawStills(others, one) : ''}
${recordings.map((recording, nth) => drawRecording(recording, `${one.id}-r${nth + 1}`, one))}`
}

function drawStills(evidence: readonly EvidencePiece[], one: Judged) {
  return html`<div class="pictures">${evidence.map(({ file, fault }) => {
    const piece = one.judged.examined.find((candidate) => candidate.file === file)
    const dataUri = one.pictures.find((picture) => picture.file === file)?.dataUri
    if (!piece)
      return html`<figure style="--ratio:0.5"><figcaption><span class="chip fault">${fault?.code ?? ''}</span> ${file}<br>${fault?.title ?? ''}</figcaption></figure>`
    return html`<figure style="--ratio:${(piece.reading.width / piece.reading.height).toFixed(3)}">${drawShot({ ...piece.reading, name: file, fields: piece.fields, dataUri: dataUri ?? null })}<figcaption>
<strong>${both(kindWords[piece.kind])}</strong> · ${both(showsWords[piece.shows])} · ${file}${piece.reading.quality.length ? html` · <span class="differ">${piece.reading.quality.join(', ')}</span>` : ''}
</figcaption></figure>`
  })}</div>`
}
