import { defaultPolicy } from '../judge/default-policy.js'
import type { Policy } from '../model/policy.js'
import type { PlatformRows } from '../ports/store.js'

/** The policy a platform is judged by now: the last it published, or the default. */
export async function currentPolicy({ policies }: PlatformRows): Promise<Policy> {
  // One that was published before a number came to be has it from the default.
  return { ...defaultPolicy, ...(await policies.current())?.policy }
}
