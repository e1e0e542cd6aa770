import { html } from 'hono/html'
import { maskKey } from '../judge/mask-key.js'
import type { Field } from '../model/field.js'
import { fieldWords } from './report-words.js'

/** A picture to show: its size in the pixels that the fields' boxes are in, and its `data:` address where it could be drawn. */
export interface Shot {
  readonly name: string
  readonly width: number
  readonly height: number
  readonly fields: readonly Field[]
  readonly dataUri: string | null
}

/** A picture with boxes on its fields; keys stay masked in what the boxes say. */
export function drawShot({ name, width, height, fields, dataUri }: Shot) {
  const picture = dataUri
    ? html`<img src="${dataUri}" alt="${name}" loading="lazy" width="${width}" height="${height}" style="height:auto">`
    : ''
  return html`<div class="frame"><div class="shot" style="aspect-ratio:${width}/${height}">${picture}<svg viewBox="0 0 ${width} ${height}" role="img" aria-label="${fields.length} fields">${fields.map(
    (field) => {
      const [x, y, w, h] = field.box
      const value = field.value === null ? '—' : field.type === 'card-key' ? maskKey(field.value) : field.value
      return html`<rect class="f t-${field.type}" x="${x - 4}" y="${y - 4}" width="${w + 8}" height="${h + 8}" rx="4"><title>${fieldWords[field.type].zh} ${fieldWords[field.type].en}: ${value} (${Math.round(field.confidence * 100)}%)</title></rect>`
    },
  )}</svg></div></div>`
}
