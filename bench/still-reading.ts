import type { Reading } from '../src/model/reading.js'

/** Lines as the reading of a still, so that the same field extraction judges every reader. */
export function stillReading(read: Pick<Reading, 'file' | 'width' | 'height' | 'lines'>): Reading {
  return {
    ...read,
    media: 'image',
    durationMs: null,
    reader: 'bench',
    screens: [],
    recording: null,
    quality: [],
    obscured: [],
    fileFacts: {
      sha256: '',
      bytes: 0,
      format: 'png',
      software: null,
      imageUniqueId: null,
      takenAt: null,
      aigcLabel: null,
      hasC2pa: false,
      phash: null,
    },
    timings: { totalMs: 0 },
  }
}
