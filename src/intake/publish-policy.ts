import type { Policy } from '../model/policy.js'
import type { PolicyRow } from '../ports/store/policies.js'
import type { PlatformRows } from '../ports/store.js'

/** Makes this the platform's policy from now on; verdicts will name it `name@version`. */
export async function publishPolicy(rows: PlatformRows, policy: Policy, actor: string): Promise<PolicyRow> {
  const name = policy.version.split('@', 1)[0]
  const row = await rows.policies.append((version) => ({ ...policy, version: `${name}@${version}` }))
  await rows.audit.append({ actor, action: 'policy.published', subject: row.id, details: { version: row.policy.version } })
  return row
}
