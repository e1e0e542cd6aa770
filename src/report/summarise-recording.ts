import type { Sentence } from '../model/field.js'
import type { Reading } from '../model/reading.js'
import { printTime } from './print-time.js'

/** What a recording is, in a few words each: size, length, codec and rate, number of distinct screens. */
export function summariseRecording({ width, height, durationMs, recording, screens }: Reading): readonly Sentence[] {
  const parts = [same(`${width}×${height}`)]
  if (durationMs !== null) parts.push(same(printTime(durationMs)))
  if (recording) {
    const rate = Math.round(recording.framesPerSecond * 10) / 10
    parts.push({
      zh: `${recording.codec} ${rate} fps${recording.isVariableRate ? '（可变帧率）' : ''}`,
      en: `${recording.codec} ${rate} fps${recording.isVariableRate ? ' (variable)' : ''}`,
    })
  }
  const distinct = screens.filter(({ sameAs }) => sameAs === null).length
  parts.push({ zh: `${distinct} 屏`, en: distinct === 1 ? '1 screen' : `${distinct} screens` })
  return parts
}

/** How long reading took, against playing it. */
export function tellSpeed({ timings: { totalMs }, durationMs }: Reading): Sentence {
  const seconds = (totalMs / 1000).toFixed(1)
  if (durationMs === null || totalMs <= 0) return { zh: `用时 ${seconds} 秒`, en: `read in ${seconds} s` }
  const times = durationMs / totalMs
  if (times < 1) return { zh: `用时 ${seconds} 秒，慢于播放`, en: `read in ${seconds} s, slower than playing` }
  return {
    zh: `用时 ${seconds} 秒，速度是播放的 ${times.toFixed(1)} 倍`,
    en: `read in ${seconds} s, ${times.toFixed(1)}× faster than playing`,
  }
}

function same(text: string): Sentence {
  return { zh: text, en: text }
}
