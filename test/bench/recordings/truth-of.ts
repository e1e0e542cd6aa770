import type { ClipReading } from '../../../bench/recordings/clip-reading.js'
import type { TruthRecording, TruthScreen } from '../../../bench/recordings/truth-recording.js'

/** A true screen without texts or fields, but for what is given. */
export function screenOf(fromMs: number, untilMs: number, given: Partial<TruthScreen> = {}): TruthScreen {
  return { fromMs, untilMs, name: 'screen', what: 'page', sameAs: null, scrolled: false, texts: [], fields: [], ...given }
}

/** The truth of a 30 s phone recording, but for what is given. */
export function truthOf(given: Partial<TruthRecording> = {}): TruthRecording {
  return {
    file: 'clip.mp4',
    widthPx: 1080,
    heightPx: 2340,
    durationMs: 30_000,
    framesPerSecond: 30,
    variableRate: false,
    codec: 'h264',
    container: 'mp4',
    sent: 'original',
    session: 'windows-activation',
    device: 'phone1080',
    tampered: null,
    screens: [],
    typed: [],
    ...given,
  }
}

/** A reading that found nothing, but for what is given. */
export function readingOf(given: Partial<ClipReading> = {}): ClipReading {
  return { kept: [], fields: [], facts: [], ...given }
}
