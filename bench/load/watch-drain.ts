import type { Client } from '../../src/client/client.js'
import { type RunningService, tellMemory } from './start-service.js'

/** How the queue emptied. */
export interface Drained {
  /** Pictures read a second, from the first look to the last picture. */
  readonly perSecond: number
  readonly judgedAfterSeconds: number
  readonly mostMb: number
  /** False when it took twice as long as the processes alone would have: what is left is not waited for. */
  readonly isWhole: boolean
}

/** Looks on while the queue empties, tells every ten seconds how far it is, and ends in known time. */
export async function watchDrain(
  service: RunningService,
  client: Client,
  { alone, say }: { readonly alone: number; readonly say: (words: string) => void },
): Promise<Drained> {
  const atFirst = await service.unread()
  const startedMs = performance.now()
  const untilMs = startedMs + 60_000 + (2000 * atFirst) / alone
  let mostMb = 0
  const look = async (left: () => Promise<number>, words: string) => {
    for (let toldMs = 0; ; ) {
      const count = await left()
      if (count === 0) return true
      if (performance.now() > untilMs) return false
      if (performance.now() - toldMs > 10_000) {
        toldMs = performance.now()
        const memory = await service.memory()
        mostMb = Math.max(mostMb, memory.serviceMb)
        say(`${count} ${words}, ${tellMemory(memory)}`)
      }
      await new Promise((resolve) => setTimeout(resolve, 1000))
    }
  }
  const isRead = await look(() => service.unread(), 'pictures unread')
  const readMs = performance.now()
  const open = async () => (await client.listCases({ state: 'open', limit: 200 })).items.length
  const isJudged = isRead && (await look(open, 'or more cases not judged'))
  const read = atFirst - (isRead ? 0 : await service.unread())
  return {
    perSecond: (1000 * read) / (readMs - startedMs),
    judgedAfterSeconds: (performance.now() - readMs) / 1000,
    mostMb,
    isWhole: isJudged,
  }
}
