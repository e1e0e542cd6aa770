import path from 'node:path'

/** Longest part of a name that is kept: 60 Chinese characters are 180 bytes, file systems allow 255. */
const keptCharacters = 60

/**
 * For each file the start of its pictures' names: its own name without folder and ending, safe on any file system.
 * No two are the same, whichever files are given in one run; the same files get the same names again.
 */
export function nameFrames(files: readonly string[]): readonly string[] {
  const taken = new Set<string>()
  return files.map((file) => {
    const plain = safeName(file)
    let name = plain
    for (let nth = 2; taken.has(name.toLowerCase()); nth++) name = `${plain}~${nth}`
    taken.add(name.toLowerCase())
    return name
  })
}

function safeName(file: string): string {
  const { name } = path.parse(file.normalize('NFC'))
  const safe = [...name.replace(/[^\p{L}\p{M}\p{N}._~-]/gu, '_')].slice(0, keptCharacters).join('')
  return safe.replace(/^\.+/, '_') || 'recording'
}
