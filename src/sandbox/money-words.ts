/** Fen as yuan with two decimals, e.g. 12800 as `128.00`. */
export function yuanOf(amountFen: number): string {
  return `${Math.floor(amountFen / 100)}.${String(amountFen % 100).padStart(2, '0')}`
}

/** Yuan with at most two decimals as fen; null for anything else. */
export function fenOf(yuan: unknown): number | null {
  const match = /^(\d{1,9})(?:\.(\d{1,2}))?$/.exec(String(yuan))
  return match ? Number(match[1]) * 100 + Number((match[2] ?? '').padEnd(2, '0')) : null
}

/** A point in time as the clock on a wall in Beijing shows it, e.g. `2026-11-20 14:40:00`. */
export function beijingTime(at: Date): string {
  return new Date(at.getTime() + 8 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ')
}
