import { composeReader } from '../../src/compose.js'
import { readConfig } from '../../src/config.js'
import { defaultPolicy } from '../../src/judge/default-policy.js'

/** Pictures a second when the reading processes read these and nothing else is done. */
export async function readAlone(pictures: readonly string[], say: (words: string) => void): Promise<number> {
  const reader = composeReader(readConfig(), true, () => undefined)
  const never = new AbortController().signal
  const read = (at: string) => reader.read({ path: at, name: 'a', recording: defaultPolicy.recording, timeoutMs: 60_000 }, never)
  await Promise.all(pictures.slice(0, reader.concurrency * 2).map(read))
  say(`reading ${pictures.length} pictures in ${reader.concurrency} processes alone`)
  const startedMs = performance.now()
  await Promise.all(pictures.map(read))
  const perSecond = (1000 * pictures.length) / (performance.now() - startedMs)
  await reader.close()
  return perSecond
}
