/** The same names in the same order, a repeated one with its number: `shot.png`, `shot.png (2)`. Signals name files by them. */
export function nameApart(names: readonly string[]): readonly string[] {
  const taken = new Set<string>()
  return names.map((name) => {
    let apart = name
    for (let count = 2; taken.has(apart); count++) apart = `${name} (${count})`
    taken.add(apart)
    return apart
  })
}
