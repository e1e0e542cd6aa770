import type { Store } from '../ports/store.js'

/**
 * Says every two seconds that this process lives, until the returned function is called: what it began is its own, and once it is
 * silent for ten seconds another may begin it again. A beat that fails is told; the next one tries again.
 */
export async function startHeartbeat({ inAll }: Store, tell: (words: string) => void): Promise<() => void> {
  await inAll(({ processes }) => processes.beat())
  let isBeating = false
  const beat = async () => {
    if (isBeating) return
    isBeating = true
    await inAll(({ processes }) => processes.beat()).catch((fault: unknown) => tell(`heartbeat: ${fault}`))
    isBeating = false
  }
  const timer = setInterval(beat, everyMs)
  return () => clearInterval(timer)
}

const everyMs = 2000
