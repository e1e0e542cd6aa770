import { execFileSync } from 'node:child_process'
import { existsSync, renameSync, rmSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

export type SetName = 'bench' | 'tampered'

/** The folder of a generated set, drawn when it is not there yet; an interrupted drawing leaves nothing that looks whole. */
export function drawSet(set: SetName): string {
  const folder = fileURLToPath(new URL(`../out/recordings-${set}`, import.meta.url))
  if (existsSync(folder)) return folder
  const unfinished = `${folder}.unfinished`
  rmSync(unfinished, { recursive: true, force: true })
  process.stderr.write(`drawing the set of recordings into ${folder}; that takes a while …\n`)
  const program = fileURLToPath(new URL('../../fixtures/generator/recordings/draw-recordings.ts', import.meta.url))
  execFileSync(process.execPath, ['--import', 'tsx', program, unfinished, set], { stdio: ['ignore', 'inherit', 'inherit'] })
  renameSync(unfinished, folder)
  return folder
}
