import type { Case, Event } from '../../src/client/answers.js'
import type { Client } from '../../src/client/client.js'
import type { Rig } from './rig.js'

/** Every event the service has, oldest first. */
export async function listAllEvents(client: Client): Promise<readonly Event[]> {
  const events: Event[] = []
  for (let cursor: string | null = null; ; ) {
    const page: { readonly items: readonly Event[]; readonly next: string | null } = await client.listEvents({
      limit: 200,
      ...(cursor ? { cursor } : {}),
    })
    if (page.items.length === 0) return events
    events.push(...page.items)
    cursor = page.next
  }
}

/** Waits until every case is judged as it stands and all its events were heard; gives the ids of those that did not end in time. */
export async function awaitEnds(rig: Rig, caseIds: readonly string[], patienceMs: number): Promise<readonly string[]> {
  const untilMs = Date.now() + patienceMs
  let waiting = caseIds
  for (;;) {
    waiting = await stillWaiting(rig, waiting)
    if (waiting.length === 0 || Date.now() > untilMs) return waiting
    await new Promise((resolve) => setTimeout(resolve, 250))
  }
}

async function stillWaiting({ client, heard }: Rig, caseIds: readonly string[]): Promise<readonly string[]> {
  const cases = await Promise.all(caseIds.map((id) => client.getCase(id).catch(() => null)))
  const ended = new Set(cases.flatMap((one) => (one && isJudged(one) ? [one.id] : [])))
  if (ended.size === 0) return caseIds
  const heardIds = new Set(heard().map(({ id }) => id))
  for (const { id, caseId } of await listAllEvents(client)) if (caseId !== null && !heardIds.has(id)) ended.delete(caseId)
  return caseIds.filter((id) => !ended.has(id))
}

function isJudged({ revision, judgedRevision, evidence }: Case): boolean {
  return revision === judgedRevision && evidence.every(({ state }) => state !== 'waiting')
}
