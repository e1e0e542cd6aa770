import { availableParallelism } from 'node:os'
import { z } from 'zod'
import { Fault } from './errors.js'

/** What the environment decides; every name stands in README, "Settings". */
export interface Config {
  /** Folder with other PP-OCR models of the same shape; null: the bundled ones. */
  readonly ocrModelDir: string | null
  readonly textReader: 'pp-ocr' | 'tesseract'
  /** Pictures read at the same time. */
  readonly readThreads: number
}

const environment = z.object({
  OCR_MODEL_DIR: z.string().min(1).optional(),
  TEXT_READER: z.enum(['pp-ocr', 'tesseract']).default('pp-ocr'),
  READ_THREADS: z.coerce.number().int().min(1).max(64).default(Math.min(availableParallelism(), 8)),
})

/** The environment as one frozen value. Throws `config-invalid` naming all faults at once. */
export function readConfig(env: Readonly<Record<string, string | undefined>> = process.env): Config {
  const parsed = environment.safeParse(env)
  if (!parsed.success) {
    const faults = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`)
    throw new Fault('config-invalid', faults.join('; '))
  }
  const { OCR_MODEL_DIR, TEXT_READER, READ_THREADS } = parsed.data
  return Object.freeze({ ocrModelDir: OCR_MODEL_DIR ?? null, textReader: TEXT_READER, readThreads: READ_THREADS })
}
