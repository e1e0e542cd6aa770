import { Fault } from '../errors.js'
import type { PolicyPart } from '../model/policy.js'
import type { PolicyActor, PolicyDraft } from '../ports/store/policies.js'
import type { PlatformRows } from '../ports/store.js'
import { choosePolicy } from './choose-policy.js'
import { platformPolicy } from './policy-for.js'

/** What a draft says: any part of a policy, or that a merchant's ends. */
export interface DraftedPolicy {
  readonly part: unknown
  readonly retires: boolean
}

/** Whose draft it is, by whom, and now (ISO 8601). */
interface Drafting {
  readonly by: PolicyActor
  readonly now: string
}

/**
 * Keeps a draft for the platform (`merchantId` null) or one of its merchants. Throws `policy-invalid` naming every problem.
 */
export async function draftPolicy(
  rows: PlatformRows,
  merchantId: string | null,
  drafted: DraftedPolicy,
  { by, now }: Drafting,
): Promise<PolicyDraft> {
  const { retires } = drafted
  const draft = await rows.policyDrafts.add({ merchantId, part: await checkPart(rows, merchantId, drafted, now), retires, authors: [by] })
  await record(rows, 'policy.drafted', draft.id, by)
  return draft
}

/** Replaces what a draft says; whoever does becomes one of its authors. Throws `not-found`, `policy-published`, `policy-invalid`. */
export async function changeDraft(
  rows: PlatformRows,
  draftId: string,
  drafted: DraftedPolicy,
  { by, now }: Drafting,
): Promise<PolicyDraft> {
  const { merchantId, authors } = await lockUnpublished(rows, draftId)
  const part = await checkPart(rows, merchantId, drafted, now)
  const isKnown = authors.some(({ actor, person }) => actor === by.actor && person === by.person)
  const changed = await rows.policyDrafts.change(draftId, {
    part,
    retires: drafted.retires,
    authors: isKnown ? authors : [...authors, by],
  })
  if (!changed) throw new Fault('not-found', draftId)
  await record(rows, 'policy.draft-changed', draftId, by)
  return changed
}

/** Removes a draft. Throws `not-found` or `policy-published`. */
export async function dropDraft(rows: PlatformRows, draftId: string, by: PolicyActor): Promise<void> {
  await lockUnpublished(rows, draftId)
  await rows.policyDrafts.remove(draftId)
  await record(rows, 'policy.draft-removed', draftId, by)
}

/** The draft, held until the transaction ends. Throws `not-found` or `policy-published`. */
export async function lockUnpublished({ policyDrafts }: PlatformRows, draftId: string): Promise<PolicyDraft> {
  const draft = await policyDrafts.lock(draftId)
  if (!draft) throw new Fault('not-found', draftId)
  if (draft.publishedVersion !== null) throw new Fault('policy-published', `${draftId} is version ${draft.publishedVersion}`)
  return draft
}

async function checkPart(
  rows: PlatformRows,
  merchantId: string | null,
  { part, retires }: DraftedPolicy,
  now: string,
): Promise<PolicyPart> {
  if (retires && merchantId === null) throw new Fault('policy-invalid', 'merchantId: only the policy of a merchant can end')
  choosePolicy(part, await platformPolicy(rows, now), 'policy')
  // Checked just now: a part that lies over a whole policy without a problem is a part of one.
  return (retires ? {} : part) as PolicyPart
}

function record(rows: PlatformRows, action: string, subject: string, { actor, person }: PolicyActor) {
  return rows.audit.append({ actor, action, subject, details: { person } })
}
