import type { Clip } from './list-clips.js'
import { measureContender } from './measure-contender.js'
import type { IntegrityCase } from './score-integrity.js'

/** Ours over a set of honest and tampered recordings; `onCase` is called with each as soon as it is read. */
export async function runIntegrity(clips: readonly Clip[], onCase: (one: IntegrityCase) => void): Promise<readonly IntegrityCase[]> {
  const cases: IntegrityCase[] = []
  for (const { name, path, truth } of clips) {
    const { reading, fault } = await measureContender('ours', path)
    const one = { name, truth, facts: reading?.facts ?? null, fault }
    cases.push(one)
    onCase(one)
  }
  return cases
}
