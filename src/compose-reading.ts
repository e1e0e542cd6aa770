import { openInProcessMemory } from './adapters/case-memory/in-process.js'
import { openFfmpegDecoder } from './adapters/media/ffmpeg.js'
import { openPpOcr } from './adapters/text-reader/pp-ocr.js'
import { openTesseract } from './adapters/text-reader/tesseract.js'
import type { Config } from './config.js'
import type { ReadTools } from './pipeline.js'
import type { CaseMemory, RecordingDecoder } from './ports.js'
import { defaultReadLimits } from './read/read-limits.js'

/** The tools of the reading side, with what closes them. Throws `reader-unavailable`. */
export interface OpenTools extends ReadTools {
  close(): Promise<void>
}

/** Opens the text reader that the environment names. */
export async function composeReading(config: Pick<Config, 'textReader' | 'readThreads' | 'ocrModelDir'>): Promise<OpenTools> {
  const reader =
    config.textReader === 'tesseract'
      ? await openTesseract({ threads: config.readThreads })
      : await openPpOcr({ threads: config.readThreads, ...(config.ocrModelDir ? { modelDir: config.ocrModelDir } : {}) })
  return { reader, decoder: composeDecoder(), limits: defaultReadLimits, close: () => reader.close() }
}

/** Looks for ffmpeg when the first recording comes: pictures are read without it. */
export function composeDecoder(): RecordingDecoder {
  let opening: Promise<RecordingDecoder> | null = null
  return {
    open: async (file, limits) => {
      opening ??= openFfmpegDecoder()
      const decoder = await opening.catch((fault: unknown) => {
        opening = null
        throw fault
      })
      return decoder.open(file, limits)
    },
  }
}

/** A memory for the cases of one run. */
export function composeMemory(): CaseMemory {
  return openInProcessMemory()
}
