import { Fault } from '../errors.js'
import type { Policy } from '../model/policy.js'
import type { PolicyActor, PolicyDraft, PolicyRow } from '../ports/store/policies.js'
import type { PlatformRows } from '../ports/store.js'
import { choosePolicy } from './choose-policy.js'
import { lockUnpublished } from './draft-policy.js'
import { platformPolicy } from './policy-for.js'

/** Who publishes, from when it is to hold (null: now), and now; ISO 8601 with offset. */
export interface Publishing {
  readonly by: PolicyActor
  readonly effectiveAt: string | null
  readonly now: string
}

/**
 * Makes a draft a version that never changes. It holds from `effectiveAt`, laid over the platform's policy of then; verdicts
 * name it `name@version`. Throws `not-found`, `policy-published`, `second-person-needed`, `policy-time-past` or
 * `policy-invalid`.
 */
export async function publishDraft(rows: PlatformRows, draftId: string, publishing: Publishing): Promise<PolicyRow> {
  const { by, now } = publishing
  const draft = await lockUnpublished(rows, draftId)
  if (draft.authors.some((author) => isSamePerson(author, by))) throw new Fault('second-person-needed', tellWhy(by))
  const effectiveAt = publishing.effectiveAt ?? now
  if (Date.parse(effectiveAt) < Date.parse(now)) throw new Fault('policy-time-past', `${effectiveAt}, and it is ${now}`)
  const policy = await wholeOf(rows, draft, effectiveAt)
  const name = draft.merchantId !== null && draft.part.version === undefined ? 'merchant' : policy.version.split('@', 1)[0]
  const row = await rows.policies.append((version) => ({ ...policy, version: `${name}@${version}` }), {
    merchantId: draft.merchantId,
    part: draft.merchantId === null ? null : draft.part,
    retires: draft.retires,
    effectiveAt,
    draftId,
    publisher: by,
  })
  await rows.policyDrafts.markPublished(draftId, row.version)
  const { version } = row.policy
  const details = { version, effectiveAt, merchantId: draft.merchantId, retires: draft.retires, person: by.person }
  await rows.audit.append({ actor: by.actor, action: 'policy.published', subject: row.id, details })
  return row
}

/** Takes a version back that does not hold yet. Throws `not-found`, or `policy-in-force` when it holds or is taken back already. */
export async function withdrawPolicy(rows: PlatformRows, version: number, now: string, { actor, person }: PolicyActor): Promise<PolicyRow> {
  if (!(await rows.policies.get(version))) throw new Fault('not-found', `version ${version}`)
  if (!(await rows.policies.withdraw(version, now, actor))) throw new Fault('policy-in-force', `version ${version}`)
  const row = await rows.policies.get(version)
  if (!row) throw new Fault('not-found', `version ${version}`)
  await rows.audit.append({ actor, action: 'policy.withdrawn', subject: row.id, details: { version, person } })
  return row
}

/** Persons tell people apart where both say who they are; else the keys do. Under one key both must say it. */
function isSamePerson(author: PolicyActor, publisher: PolicyActor): boolean {
  if (author.person !== null && publisher.person !== null) return author.person === publisher.person
  return author.actor === publisher.actor
}

function tellWhy({ person }: PolicyActor): string {
  return person === null ? 'use another key, or name another `person` than the author' : `${person} wrote at this draft`
}

async function wholeOf(rows: PlatformRows, draft: PolicyDraft, at: string): Promise<Policy> {
  return choosePolicy(draft.part, await platformPolicy(rows, at), draft.id)
}
