import { maskKey } from '../../judge/mask-key.js'
import type { Examined } from '../../model/examined.js'
import type { Field, Sentence } from '../../model/field.js'
import type { QualityFault } from '../../model/reading.js'
import type { Speech } from './place-seen.js'

/** A piece of evidence, examined, as the viewer draws it; `reveal` shows card keys in full. */
export function showPiece(examined: Examined, speech: Speech, reveal: boolean) {
  const { reading, fields } = examined
  return {
    media: reading.media,
    width: reading.width,
    height: reading.height,
    durationMs: reading.durationMs,
    kind: examined.kind,
    kindConfidence: examined.kindConfidence,
    shows: examined.shows,
    quality: reading.quality,
    lines: reading.lines.map(({ text, confidence, box, frameMs, untilMs = null }) => ({
      text: speech.hide(text),
      confidence,
      box,
      frameMs,
      untilMs,
    })),
    fields: fields.map((field) => showField(field, speech, reveal)),
    frames: reading.screens.map(({ index, frameMs, untilMs, sameAs, heightPx }) => ({ index, frameMs, untilMs, sameAs, heightPx })),
    events: listEvents(examined, speech),
    challengeCode: examined.challengeCode,
  }
}

/** What the buyer can do so that a piece can be read, or read better. */
export function adviseOn(
  { quality, fault }: { readonly quality: readonly QualityFault[]; readonly fault: { readonly code: string } | null },
  { say }: Speech,
): readonly string[] {
  const advice = quality.map((fault) => say(adviceWords[fault]))
  return fault ? [...advice, say(sendAnother)] : advice
}

const adviceWords: Readonly<Record<QualityFault, Sentence>> = {
  'too-small': { zh: '图片太小，请发送原图，不要发缩略图。', en: 'The picture is too small: send the original, not a thumbnail.' },
  blurred: { zh: '画面模糊，请直接截屏，不要拍屏幕。', en: 'It is blurred: take a screenshot instead of a photo of the screen.' },
  cropped: { zh: '画面被裁剪，请发送完整页面。', en: 'It is cropped: send the whole page.' },
  blank: { zh: '画面几乎空白，请等页面加载完再截屏。', en: 'It is almost blank: take it once the page has loaded.' },
}

const sendAnother: Sentence = {
  zh: '这个文件无法读取，请重新截屏或录屏后再发送。',
  en: 'This file cannot be read: take it again and send it anew.',
}

function showField(field: Field, { say, hide }: Speech, reveal: boolean) {
  const { type, value, text, confidence, box, frameMs, untilMs = null, line, label } = field
  const isHidden = type === 'card-key' && value !== null && !reveal
  return {
    ...{ type, confidence, box, frameMs, untilMs, line },
    role: field.type === 'timestamp' ? field.role : null,
    label: label && hide(label),
    value: isHidden ? maskKey(value) : value && hide(value),
    text: isHidden ? maskKey(value) : hide(text),
    meaning: field.type === 'error-code' && field.code ? say(field.code.meaning) : null,
  }
}

function listEvents({ facts, story }: Examined, { say, hide }: Speech) {
  const noticed = facts.map(({ code, atMs, untilMs, because }) => ({ atMs, untilMs, what: code, screen: null, words: hide(say(because)) }))
  const told = story.map(({ atMs, untilMs, screen, what }) => ({ atMs, untilMs, what: 'step', screen, words: hide(say(what)) }))
  return [...noticed, ...told].toSorted((a, b) => a.atMs - b.atMs || a.untilMs - b.untilMs)
}
