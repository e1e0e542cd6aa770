/**
 * The largest number of pairs such that nobody is paired twice, each with a partner of his list, earlier ones preferred
 * (Kuhn's augmenting paths). Returns each one's partner, or null.
 */
export function matchOneToOne(wishes: readonly (readonly number[])[]): readonly (number | null)[] {
  const pairedWith = new Map<number, number>()
  const pair = (one: number, tried: Set<number>): boolean => {
    for (const partner of wishes[one] ?? []) {
      if (tried.has(partner)) continue
      tried.add(partner)
      const rival = pairedWith.get(partner)
      if (rival !== undefined && !pair(rival, tried)) continue
      pairedWith.set(partner, one)
      return true
    }
    return false
  }
  wishes.forEach((_, one) => {
    pair(one, new Set())
  })
  const partners = new Map([...pairedWith].map(([partner, one]) => [one, partner]))
  return wishes.map((_, one) => partners.get(one) ?? null)
}
