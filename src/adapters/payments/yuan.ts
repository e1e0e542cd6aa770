/** Fen as yuan with two decimals, e.g. 12800 as `128.00`; no float comes near it. */
export function yuanOf(amountFen: number): string {
  const digits = String(amountFen).padStart(3, '0')
  return `${digits.slice(0, -2)}.${digits.slice(-2)}`
}

/** Yuan with at most two decimals as fen; null for anything else. */
export function fenOf(yuan: unknown): number | null {
  const match = /^(\d{1,11})(?:\.(\d{1,2}))?$/.exec(String(yuan))
  return match ? Number(`${match[1]}${(match[2] ?? '').padEnd(2, '0')}`) : null
}
