import { execFileSync } from 'node:child_process'
import { rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'

/** The contenders' program, compiled: run from its source, each of its threads would compile for itself while it is timed. */
export const contenderProgram = fileURLToPath(new URL('../out/compiled/bench/recordings/contender-process.js', import.meta.url))

/** Compiles it as the set-up compiles the program that people run. */
export function compileContender(): void {
  const compiler = createRequire(import.meta.url).resolve('typescript/bin/tsc')
  rmSync(fileURLToPath(new URL('../out/compiled', import.meta.url)), { recursive: true, force: true })
  execFileSync(process.execPath, [compiler, '-p', fileURLToPath(new URL('../tsconfig.json', import.meta.url))], { stdio: 'inherit' })
}
