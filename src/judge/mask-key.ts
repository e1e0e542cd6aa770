/** A card key as sentences may show it: first 4 and last 4 characters (rules.md section 9); short ones keep less, account secrets nothing after the dashes. */
export function maskKey(key: string): string {
  const plain = key.split('----', 1)[0] ?? key
  if (plain.length >= 12) return `${plain.slice(0, 4)}…${plain.slice(-4)}`
  return plain.length > 2 ? `${plain.slice(0, 2)}…` : '…'
}
