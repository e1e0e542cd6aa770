import { and, eq, isNull } from 'drizzle-orm'
import { Fault } from '../../../errors.js'
import type { BegunRequest, IdempotencyRows, RequestKey, StoredAnswer } from '../../../ports/store/idempotency.js'
import { newId } from '../new-id.js'
import { idempotencyKeys } from '../platform-tables.js'
import { only, type PlatformContext } from '../rows-context.js'
import { hasEnded } from './has-ended.js'

interface Sealed extends Omit<StoredAnswer, 'body'> {
  readonly bodyBase64: string
}

/** The requests of a platform that must happen once. */
export function idempotencyRows(context: PlatformContext): IdempotencyRows {
  const { db, platformId, vault, processId } = context
  const at = ({ key, method, path }: RequestKey) =>
    and(
      eq(idempotencyKeys.platformId, platformId),
      eq(idempotencyKeys.key, key),
      eq(idempotencyKeys.method, method),
      eq(idempotencyKeys.path, path),
    )
  const begunAs = ({ turn, ...request }: BegunRequest) => and(at(request), eq(idempotencyKeys.turn, turn), isNull(idempotencyKeys.answer))
  const place = ({ key, method, path }: RequestKey) => `answer ${platformId} ${JSON.stringify([key, method, path])}`
  return {
    begin: async (request, { requestHash, now, expiresAt, staleMs }) => {
      const { key, method, path } = request
      const first = { is: 'first' as const, request: { ...request, turn: newId('turn') } }
      const fresh = { requestHash, begunAt: now, expiresAt, answer: null, begunBy: processId, turn: first.request.turn }
      const [begun] = await db
        .insert(idempotencyKeys)
        .values({ platformId, key, method, path, ...fresh })
        .onConflictDoNothing()
        .returning({ key: idempotencyKeys.key })
      if (begun) return first
      const known = only((await db.select().from(idempotencyKeys).where(at(request)).for('update'))[0])
      const isOver = Date.parse(known.expiresAt) <= Date.parse(now)
      if (!isOver && known.requestHash !== requestHash) return { is: 'other-request' }
      if (!isOver && known.answer) {
        const { bodyBase64, ...answer } = vault.unseal<Sealed>(place(request), known.answer)
        return { is: 'done', answer: { ...answer, body: Buffer.from(bodyBase64, 'base64') } }
      }
      const isStale = Date.parse(known.begunAt) + staleMs <= Date.parse(now)
      if (!isOver && !isStale && !(await hasEnded(context, known.begunBy))) return { is: 'in-progress' }
      await db.update(idempotencyKeys).set(fresh).where(at(request))
      return first
    },
    finish: async (request, { body, ...answer }) => {
      const sealed: Sealed = { ...answer, bodyBase64: Buffer.from(body).toString('base64') }
      const rows = await db
        .update(idempotencyKeys)
        .set({ answer: vault.seal(place(request), sealed) })
        .where(begunAs(request))
        .returning({ key: idempotencyKeys.key })
      if (rows.length === 0) throw new Fault('internal', 'an answer to a request that was not begun, or was taken over')
    },
    abandon: async (request) => {
      await db.delete(idempotencyKeys).where(begunAs(request))
    },
  }
}
