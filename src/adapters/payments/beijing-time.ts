/** Now as a clock in Beijing shows it, e.g. `2026-11-20 14:40:00`; China has no summer time. */
export function beijingNow(at = new Date()): string {
  return new Date(at.getTime() + 8 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ')
}

/** Alipay's `2026-11-20 14:40:00`, Beijing's time, as ISO 8601 with offset; null for anything else. */
export function readBeijingTime(text: unknown): string | null {
  const match = /^(\d{4}-\d{2}-\d{2}) (\d{2}:\d{2}:\d{2})/.exec(String(text))
  if (!match) return null
  const iso = `${match[1]}T${match[2]}+08:00`
  return Number.isNaN(Date.parse(iso)) ? null : iso
}
