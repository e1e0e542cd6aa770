import type { SSEStreamingApi } from 'hono/streaming'
import type { PlatformRows } from '../ports/store.js'
import type { Caller, HttpParts } from './parts.js'

const longestMs = 600_000

/**
 * Says `changed` each time that what a buyer sees of a case is another, and shows in between that it lives, until the reader
 * goes, the link is over, or ten minutes are: the reader comes again by itself.
 */
export async function sendCaseNews(stream: SSEStreamingApi, parts: HttpParts, caller: Caller, caseId: string): Promise<void> {
  const { store, settings } = parts
  const look = () => store.lookInPlatform(caller.platformId, (rows) => markOf(rows, caseId))
  let last = await look()
  await stream.write(': listening\n\n')
  let silentMs = 0
  for (let passedMs = 0; passedMs < longestMs && !stream.aborted && !stream.closed; passedMs += settings.streamPollMs) {
    await stream.sleep(settings.streamPollMs)
    const mark = await look()
    silentMs += settings.streamPollMs
    if (mark !== last) {
      last = mark
      silentMs = 0
      await stream.writeSSE({ event: 'changed', data: '' })
    }
    if (silentMs < settings.heartbeatMs) continue
    silentMs = 0
    if (!(await caller.isStillValid())) return
    await stream.write(': alive\n\n')
  }
}

/** Another one whenever something that is shown is another. */
async function markOf({ cases, evidence }: PlatformRows, caseId: string): Promise<string> {
  const [row, pieces] = await Promise.all([cases.get(caseId), evidence.list(caseId)])
  return JSON.stringify([
    row?.state,
    row?.moves,
    row?.revision,
    row?.judgedRevision,
    row?.paidFen,
    pieces.map(({ id, state }) => [id, state]),
  ])
}
