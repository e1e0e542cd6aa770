import type { SSEStreamingApi } from 'hono/streaming'
import { blindfoldOf } from './blindfold-of.js'
import type { Caller, HttpParts } from './parts.js'

/** Sends the platform's events after this one as they come into being, and a sign of life in between, until the reader goes or its key ends. */
export async function sendEvents(stream: SSEStreamingApi, parts: HttpParts, caller: Caller, lastId: string | null): Promise<void> {
  const { store, settings } = parts
  let after = lastId
  let silentMs = 0
  await stream.write(': listening\n\n')
  while (!stream.aborted && !stream.closed) {
    const { rows, blind } = await store.inPlatform(caller.platformId, async (all) => ({
      rows: (await all.events.list({ limit: 100, after })).rows,
      blind: await blindfoldOf(all, { caller, parts }),
    }))
    for (const row of rows) {
      if (!blind.hides(row.caseId)) await stream.writeSSE({ id: row.id, event: row.type, data: JSON.stringify(row) })
      after = row.id
    }
    if (rows.length > 0) {
      silentMs = 0
      continue
    }
    await stream.sleep(settings.streamPollMs)
    silentMs += settings.streamPollMs
    if (silentMs < settings.heartbeatMs) continue
    silentMs = 0
    // A stream outlives requests: who revokes a key, or ends a session, ends its streams too.
    if (!(await caller.isStillValid())) return
    await stream.write(': alive\n\n')
  }
}
