import type { Clip } from './list-clips.js'
import type { IntegrityCase } from './score-integrity.js'
import { type Contender, startContender } from './start-contender.js'

/** Ours over a set of honest and tampered recordings, all in one process; `onCase` is called with each as soon as it is read. */
export async function runIntegrity(clips: readonly Clip[], onCase: (one: IntegrityCase) => void): Promise<readonly IntegrityCase[]> {
  const cases: IntegrityCase[] = []
  const ours: Contender = await startContender('ours')
  try {
    for (const { name, path, truth } of clips) {
      const { reading, fault } = await ours.read(path)
      const one = { name, truth, facts: reading?.facts ?? null, fault }
      cases.push(one)
      onCase(one)
    }
  } finally {
    await ours.stop()
  }
  return cases
}
