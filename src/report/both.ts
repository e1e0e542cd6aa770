import { html } from 'hono/html'
import type { Sentence } from '../model/field.js'

/** A sentence in both languages; the page shows one. */
export function both({ zh, en }: Sentence) {
  return html`<span lang="zh">${zh}</span><span lang="en">${en}</span>`
}
