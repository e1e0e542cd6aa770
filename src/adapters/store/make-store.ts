import { setTimeout as wait } from 'node:timers/promises'
import { drizzle } from 'drizzle-orm/pg-proxy'
import { Fault } from '../../errors.js'
import type { PlatformRows, Store } from '../../ports/store.js'
import { checkSecret } from './check-secret.js'
import { hideFromMerchant } from './hide-from-merchant.js'
import { migrate } from './migrate.js'
import { isWorthAnotherTry, nameStoreFault } from './name-store-fault.js'
import { newId } from './new-id.js'
import { auditRows } from './rows/audit-rows.js'
import { breakerRows } from './rows/breaker-rows.js'
import { caseRows } from './rows/case-rows.js'
import { complaintRows } from './rows/complaint-rows.js'
import { decisionRows } from './rows/decision-rows.js'
import { deletionRows } from './rows/deletion-rows.js'
import { deliveryRows } from './rows/delivery-rows.js'
import { deskRows } from './rows/desk-rows.js'
import { disputeRows } from './rows/dispute-rows.js'
import { endpointRows } from './rows/endpoint-rows.js'
import { eventRows } from './rows/event-rows.js'
import { evidenceRows } from './rows/evidence-rows.js'
import { exposureRows } from './rows/exposure-rows.js'
import { factsRows } from './rows/facts-rows.js'
import { idempotencyRows } from './rows/idempotency-rows.js'
import { ledgerRows } from './rows/ledger-rows.js'
import { memoryRows } from './rows/memory-rows.js'
import { noteRows } from './rows/note-rows.js'
import { noticeRows } from './rows/notice-rows.js'
import { orderRows } from './rows/order-rows.js'
import { outboxRows } from './rows/outbox-rows.js'
import { personRows } from './rows/person-rows.js'
import { policyDraftRows } from './rows/policy-draft-rows.js'
import { policyRows } from './rows/policy-rows.js'
import { readingRows } from './rows/reading-rows.js'
import { refundRows } from './rows/refund-rows.js'
import { replayRows } from './rows/replay-rows.js'
import { secondLookRows } from './rows/second-look-rows.js'
import { sessionRows } from './rows/session-rows.js'
import { shadowRows } from './rows/shadow-rows.js'
import { systemRows } from './rows/system-rows.js'
import { verdictRows } from './rows/verdict-rows.js'
import { viewRows } from './rows/view-rows.js'
import type { RowsContext } from './rows-context.js'
import { openSeals } from './seals.js'
import type { StoreDatabase, StoreSession } from './store-database.js'
import type { Vault } from './vault.js'

export interface StoreOptions {
  /** Seals documents; another one than before opens this store only when that is among `oldSecretKeys`. */
  readonly secretKey: string
  /** They open what was sealed under them and seal nothing. */
  readonly oldSecretKeys?: readonly string[]
  /** For the times that rows carry. */
  readonly clock?: () => Date
}

const mostTries = 12

/** The store over a database whose tables it brings up to date first. Throws `secret-key-changed`, `migration-failed` or `store-unavailable`. */
export async function makeStore(database: StoreDatabase, options: StoreOptions): Promise<Store> {
  const { clock = () => new Date() } = options
  const now = () => clock().toISOString()
  const processId = newId('proc')
  const vault = await unlock(database, options, now())
  const context = (session: StoreSession): RowsContext => ({ db: drizzleOn(session), vault, now, processId })
  return {
    inPlatform: (platformId, work) =>
      insist(() => database.transaction(beginFor(platformId, begin), (session) => work(rowsOf(platformId, context(session))))),
    lookInPlatform: (platformId, work) =>
      insist(() => database.look(beginFor(platformId, lookingBegin), (session) => work(rowsOf(platformId, context(session))))),
    inMerchant: (platformId, merchantId, work) =>
      insist(() =>
        database.transaction(beginFor(platformId, begin), async (session) => {
          // Empty, it would stand for all of them.
          if (merchantId === '') throw new Fault('internal', 'this is no id of a merchant')
          await session.query("SELECT set_config('app.merchant', $1, true)", [merchantId])
          return work(hideFromMerchant(rowsOf(platformId, context(session))))
        }),
      ),
    inAll: (work) => insist(() => database.transaction(beginForAll, (session) => work(systemRows(context(session))))),
    ping: async () => {
      await insist(() => database.alone((session) => session.query('SELECT 1', [])))
    },
    close: () => database.close(),
  }
}

async function unlock(database: StoreDatabase, { secretKey, oldSecretKeys = [] }: StoreOptions, now: string): Promise<Vault> {
  const secrets = [secretKey, ...oldSecretKeys]
  try {
    await database.alone((session) => migrate(session, now))
    return await database.alone((session) => checkSecret(session, openSeals(secrets), secrets))
  } catch (error) {
    await database.close()
    throw nameStoreFault(error)
  }
}

const begin = 'BEGIN; SET LOCAL ROLE swiftproof_app;'
const lookingBegin = 'BEGIN READ ONLY; SET LOCAL ROLE swiftproof_app;'
const beginForAll = `${begin} SET LOCAL app.system = 'on'`

/** The id goes into a statement as it is. */
function beginFor(platformId: string, begin: string): string {
  if (!/^[a-z0-9_]{1,64}$/.test(platformId)) throw new Fault('internal', 'this is no id of a platform')
  return `${begin} SET LOCAL app.system = 'off'; SET LOCAL app.platform = '${platformId}'`
}

/** Transactions that got in each other's way start again, a little later each time. */
async function insist<T>(attempt: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await attempt()
    } catch (error) {
      if (tries >= mostTries || !isWorthAnotherTry(error)) throw nameStoreFault(error)
      await wait(Math.random() * 2 ** Math.min(tries, 7))
    }
  }
}

function drizzleOn(session: StoreSession): RowsContext['db'] {
  return drizzle(async (text, params) => {
    for (const param of params) {
      if (typeof param === 'string' && param.includes('\u0000')) throw new Fault('text-invalid', 'U+0000 within a text')
    }
    const { rows } = await session.query(text, params)
    return { rows: [...rows] }
  })
}

function rowsOf(platformId: string, shared: RowsContext): PlatformRows {
  const context = { ...shared, platformId }
  return {
    platformId,
    orders: orderRows(context),
    cases: caseRows(context),
    evidence: evidenceRows(context),
    readings: readingRows(context),
    verdicts: verdictRows(context),
    policies: policyRows(context),
    policyDrafts: policyDraftRows(context),
    facts: factsRows(context),
    replays: replayRows(context),
    shadows: shadowRows(context),
    memory: memoryRows(context),
    refunds: refundRows(context),
    ledger: ledgerRows(context),
    exposure: exposureRows(context),
    breaker: breakerRows(context),
    disputes: disputeRows(context),
    complaints: complaintRows(context),
    events: eventRows(context),
    endpoints: endpointRows(context),
    deliveries: deliveryRows(context),
    outbox: outboxRows(context),
    idempotency: idempotencyRows(context),
    audit: auditRows(context),
    deletions: deletionRows(context),
    notices: noticeRows(context),
    people: personRows(context),
    sessions: sessionRows(context),
    desk: deskRows(context),
    decisions: decisionRows(context),
    secondLooks: secondLookRows(context),
    notes: noteRows(context),
    views: viewRows(context),
  }
}
