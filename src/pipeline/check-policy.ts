import { readPolicy } from '../judge/default-policy.js'
import type { Policy } from '../model/policy.js'

/** A setting that a policy changes, by its path (`instant.capFen`); null where one of them has none. */
interface PolicyChange {
  readonly at: string
  readonly from: string | null
  readonly to: string | null
}

/** What is wrong with any part of a policy, by the path of the setting; and when nothing is, what it changes of the one that holds. */
export function checkPolicy(part: unknown, live: Policy) {
  const { version: _, ...settings } = (part ?? {}) as Readonly<Record<string, unknown>>
  const reading = readPolicy(settings, live)
  if (!reading.ok) return { problems: reading.problems.map(({ path: at, problem, words }) => ({ at, problem, words })), changes: [] }
  return { problems: [], changes: listChanges(live, reading.policy) }
}

function listChanges(live: Policy, policy: Policy): PolicyChange[] {
  const [before, after] = [flatten(live), flatten(policy)]
  before.delete('version')
  after.delete('version')
  return [...new Set([...before.keys(), ...after.keys()])]
    .map((at) => ({ at, from: before.get(at) ?? null, to: after.get(at) ?? null }))
    .filter(({ from, to }) => from !== to)
}

/** Every setting by its path, as JSON; a list is one setting. */
function flatten(value: unknown, path = ''): Map<string, string> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return new Map([[path, JSON.stringify(value)]])
  return new Map(Object.entries(value).flatMap(([key, inner]) => [...flatten(inner, path === '' ? key : `${path}.${key}`)]))
}
