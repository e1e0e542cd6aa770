/** Turns at what only one can have. */
export interface Turns {
  /** Runs `work` when nobody else does; who is quick goes before who came earlier and is not. */
  take<T>(work: () => Promise<T>, isQuick: boolean): Promise<T>
  /** How many wait. */
  waiting(): number
}

/** One at a time, in the order in which they came, quick ones first: whoever only looks is a person who waits. */
export function giveTurns(): Turns {
  const quick: (() => Promise<void>)[] = []
  const others: (() => Promise<void>)[] = []
  let isTaken = false
  let ahead = 0
  const next = () => {
    if (isTaken) return
    // So many quick ones in a row let another through: it shall be late, not lost.
    const isQuick = quick.length > 0 && (ahead < mostAhead || others.length === 0)
    ahead = isQuick ? ahead + 1 : 0
    const run = isQuick ? quick.shift() : others.shift()
    if (!run) return
    isTaken = true
    void run().then(() => {
      isTaken = false
      next()
    })
  }
  return {
    take: (work, isQuick) =>
      new Promise((resolve, reject) => {
        const run = async () => {
          try {
            resolve(await work())
          } catch (fault) {
            reject(fault)
          }
        }
        ;(isQuick ? quick : others).push(run)
        next()
      }),
    waiting: () => quick.length + others.length,
  }
}

const mostAhead = 10
