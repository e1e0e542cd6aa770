import type { RecordingDecoder } from '../../ports.js'
import { openAnimatedWebp } from './animated-webp.js'
import { buildGraph } from './ffmpeg/build-graph.js'
import { decodeMoments } from './ffmpeg/decode-moments.js'
import { probeRecording } from './ffmpeg/probe-recording.js'
import { findPrograms, type MediaPrograms } from './ffmpeg/programs.js'
import { readFacts } from './ffmpeg/read-facts.js'

/** Which programs to use, by name or path; by default the ones the system finds. */
export type FfmpegOptions = Partial<Pick<MediaPrograms, 'ffmpeg' | 'ffprobe'>>

/** Opens the decoder over the ffmpeg of this machine (5.1 or newer); animated WebP it hands to sharp. Throws `decoder-unavailable`. */
export async function openFfmpegDecoder(options: FfmpegOptions = {}): Promise<RecordingDecoder> {
  const programs = await findPrograms(options)
  return {
    open: async (file, limits) => {
      const { format } = file
      if (format === 'webp') return openAnimatedWebp(file, limits)
      const known = { ...file, format }
      const probed = await probeRecording(known, limits, programs)
      const facts = readFacts(known, probed)
      const { glance } = buildGraph(probed)
      return { facts, glance, moments: () => decodeMoments({ file: known, probed, facts, limits }, programs) }
    },
  }
}
