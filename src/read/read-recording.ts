import type { Reading, RecordingFacts, RecordingFormat } from '../model/reading.js'
import type { EvidenceFile, Moment, OpenedRecording, RecordingLimits, TextReader } from '../ports.js'
import type { EvidenceTools } from './evidence-tools.js'
import { fingerprint } from './fingerprint.js'
import { inspectRecording } from './inspect-recording.js'
import { measurePace } from './measure-pace.js'
import { listenToPlaces } from './motion/listen-to-places.js'
import { pickFrames } from './pick-frames.js'
import { readScreens } from './read-screens.js'
import type { ReadWatch } from './read-watch.js'
import { watchMotion } from './watch-motion.js'

/**
 * Everything one recording tells, as facts: its distinct screens with their text, and what moves. One pass over the
 * file; text is read while it is decoded.
 * Throws a named fault for what cannot be read; a recording that breaks off is read up to the break.
 */
export async function readRecording(
  file: EvidenceFile,
  format: RecordingFormat,
  { reader, decoder }: EvidenceTools,
  limits: RecordingLimits,
  watch: ReadWatch = {},
): Promise<Reading> {
  const startedAt = performance.now()
  const opened = await decoder.open({ name: file.name, path: file.path, format }, limits)
  const course = followCourse(opened, reader, watch)
  const { lines, screens, lastPlane } = await readScreens(pickFrames(opened, course.moments()), reader, watch)
  const endMs = Math.round(Math.max(course.lastMs(), screens.at(-1)?.untilMs ?? 0))
  const [recording, facts, phash] = await Promise.all([
    course.tell(endMs),
    inspectRecording(file, format, opened.facts.encoder),
    // What a recording is about stands at its end.
    lastPlane && fingerprint(lastPlane),
  ])
  return {
    file: file.name,
    media: 'recording',
    width: opened.facts.widthPx,
    height: opened.facts.heightPx,
    durationMs: endMs,
    reader: reader.name,
    lines,
    screens,
    recording,
    quality: [],
    obscured: [],
    fileFacts: { ...facts, phash },
    timings: { totalMs: Math.round(performance.now() - startedAt) },
  }
}

/** The moments on their way to the picker, with all that is measured in passing. */
interface Course {
  moments(): AsyncGenerator<Moment>
  lastMs(): number
  /** Waits for the small readings still under way. */
  tell(endMs: number): Promise<RecordingFacts>
}

function followCourse(opened: OpenedRecording, reader: TextReader, watch: ReadWatch): Course {
  const { facts, glance } = opened
  const motion = watchMotion({ glance, widthPx: facts.widthPx, heightPx: facts.heightPx })
  const pace = measurePace()
  const listening = listenToPlaces(motion, reader)
  let brokenAtMs: number | null = null
  return {
    async *moments() {
      for await (const moment of opened.moments()) {
        if (moment.kind === 'glance') {
          motion.see(moment)
          pace.see(moment.ms)
          watch.onProgress?.(moment.ms, facts.durationMs)
        } else if (moment.kind === 'break') brokenAtMs = moment.ms
        else await listening.see(moment)
        yield moment
      }
    },
    lastMs: () => pace.lastMs(),
    async tell(endMs) {
      await listening.end()
      return { ...facts, ...pace.tell(endMs), brokenAtMs, motion: motion.tell(endMs) }
    },
  }
}
