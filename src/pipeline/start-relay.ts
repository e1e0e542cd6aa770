import { type RelayParts, relayOutbox } from './relay-outbox.js'

/** Relays when it is called, one run at a time: a call while it runs makes it run once more. A run that fails is told; the clock tries again. */
export function startRelay(
  parts: RelayParts,
  tell: (words: string) => void,
): { readonly relay: () => void; readonly idle: () => Promise<void> } {
  let running: Promise<void> | null = null
  let again = false
  const run = async (): Promise<void> => {
    do {
      again = false
      await relayOutbox(parts).catch((fault: unknown) => tell(`relay: ${fault}`))
    } while (again)
    running = null
  }
  return {
    relay: () => {
      again = true
      running ??= run()
    },
    idle: async () => {
      await running
    },
  }
}
