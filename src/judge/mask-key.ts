/** A card key as it may be shown: first 4 and last 4 characters; short ones keep fewer (rules.md section 9). */
export function maskKey(key: string): string {
  const shown = Math.min(4, Math.floor(key.length / 4))
  return `${key.slice(0, shown)}****${key.slice(key.length - shown)}`
}
