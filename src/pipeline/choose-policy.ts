import { Fault } from '../errors.js'
import { readPolicy } from '../judge/default-policy.js'
import type { Policy } from '../model/policy.js'

/** A policy file's content over `base`. Throws `policy-invalid` naming every problem. */
export function choosePolicy(overrides: unknown, base: Policy, where: string): Policy {
  const result = readPolicy(overrides, base)
  if (result.ok) return result.policy
  throw new Fault('policy-invalid', `${where}: ${result.problems.map(({ path: at, problem }) => `${at}: ${problem}`).join('; ')}`)
}
