import type { JobPayloads } from '../jobs.js'
import { extractionVersion } from '../judge/examine-evidence.js'
import type { Store } from '../ports/store.js'
import { candidatePolicies } from './candidate-policies.js'
import { compareFacts, parseFacts } from './case-facts.js'
import { isFlip } from './tally-cases.js'

/**
 * Judges a case that has its verdict under the policy that runs beside the live one, and keeps both. Its own job after the
 * verdict: nothing that goes wrong here touches that. Without a shadow, or for a revision that is past, it does nothing.
 */
export async function judgeShadow(
  { store, now }: { readonly store: Store; readonly now: () => Date },
  { platformId, caseId, revision }: JobPayloads['judge-shadow'],
): Promise<void> {
  await store.inPlatform(platformId, async (rows) => {
    const shadow = await rows.shadows.running()
    const document = shadow && (await rows.facts.get(caseId, revision, extractionVersion))
    if (!document) return
    const compared = compareFacts(parseFacts(document), await candidatePolicies(rows, shadow, now().toISOString()))
    await rows.shadows.put(shadow.id, revision, { ...compared, caseId }, isFlip(compared))
  })
}
