/** The settings of any part of a policy, by their paths (`instant.capFen`); a list is one setting. */
export function settingsOf(part: unknown, path = ''): [at: string, value: unknown][] {
  if (typeof part !== 'object' || part === null || Array.isArray(part)) return [[path, part]]
  return Object.entries(part).flatMap(([key, inner]) => settingsOf(inner, path === '' ? key : `${path}.${key}`))
}

/** The part of a policy that has these settings, given as JSON. */
export function partOf(settings: readonly { readonly at: string; readonly to: string | null }[]): Record<string, unknown> {
  const part: Record<string, unknown> = {}
  for (const { at, to } of settings) {
    const keys = at.split('.')
    const last = keys.pop() ?? ''
    let place = part
    for (const key of keys) {
      const inner = (place[key] ?? {}) as Record<string, unknown>
      place[key] = inner
      place = inner
    }
    place[last] = to === null ? null : JSON.parse(to)
  }
  return part
}
