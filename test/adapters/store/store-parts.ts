import { defaultPolicy } from '../../../src/judge/default-policy.js'
import type { Claim } from '../../../src/model/claim.js'
import type { Order } from '../../../src/model/order.js'
import type { Verdict } from '../../../src/model/verdict.js'
import type { NewDecision } from '../../../src/ports/store/decisions.js'
import type { DeskRow } from '../../../src/ports/store/desk.js'
import type { NewPerson } from '../../../src/ports/store/people.js'
import type { NewSecondLook } from '../../../src/ports/store/second-looks.js'
import type { JudgedBy, NewVerdict } from '../../../src/ports/store/verdicts.js'
import type { PlatformRows, Store } from '../../../src/ports/store.js'
import { claim, highTrust, order } from '../../builders/case.js'

export const secretKey = 'a secret of thirty-two characters'

export function orderNamed(number: string, change: Partial<Order> = {}) {
  return { order: { ...order, number, ...change }, buyer: highTrust }
}

export function claimOn(orderNumber: string | null, change: Partial<Claim> = {}): Claim {
  return { ...claim, orderNumber, ...change }
}

export function pieceOf(caseId: string, sha256 = 'a'.repeat(64)) {
  return { caseId, fileName: '截图 1.png', as: 'order-page' as const, blobKey: `blobs/${sha256}`, sha256, bytes: 1234 }
}

export function verdictOn(caseId: string, revision: number, change: Partial<Verdict> = {}): NewVerdict {
  const verdict: Verdict = {
    case: caseId,
    outcome: 'instant-refund',
    rule: 'instant-high-trust',
    confidence: 0.97,
    trustTier: 'high',
    completeness: { score: 1, missing: [] },
    signals: [],
    explanation: { zh: '极速退款。', en: 'Refunded at once.' },
    until: null,
    payouts: [{ paymentNumber: null, amountFen: 12_800 }],
    policyVersion: defaultPolicy.version,
    ...change,
  }
  const judgedBy: JudgedBy = {
    id: caseId,
    platform: 'shop',
    claim: claimOn('A'),
    order,
    buyer: highTrust,
    keyStatus: { state: 'unknown', usedAt: null, usedBy: null, askedAt: null },
    policy: defaultPolicy,
    now: '2026-11-20T14:41:00+08:00',
    seenBefore: [],
    evidence: [],
  }
  return { caseId, revision, verdict, judgedBy }
}

/** A platform with its own case on its own order. */
export async function openShop(store: Store, name: string) {
  const { live, test } = await store.inAll((rows) => rows.platforms.add(name))
  const inShop = <T>(work: (rows: PlatformRows) => Promise<T>) => store.inPlatform(live.id, work)
  return { id: live.id, testId: test.id, inShop }
}

export async function openCaseOn(inShop: Awaited<ReturnType<typeof openShop>>['inShop'], orderNumber: string | null) {
  const { row } = await inShop((rows) => rows.cases.open({ claim: claimOn(orderNumber), orderNumber }))
  return row
}

export function personNamed(email: string, change: Partial<NewPerson> = {}): NewPerson {
  return { email, name: 'Ann', role: 'reviewer', merchantId: null, ...change }
}

/** A session without end, under a token hash of its own. */
export function sessionOf(personId: string, tokenHash = `hash of ${personId}`) {
  return { personId, tokenHash, step: 'done' as const, address: '203.0.113.9', agent: 'a browser', expiresAt: '2999-01-01T00:00:00.000Z' }
}

/** A case that has just come to wait for a person. */
export function deskRowOf(caseId: string, change: Partial<DeskRow> = {}) {
  const {
    assignee: _,
    lease: __,
    ...row
  }: DeskRow = {
    caseId,
    stage: 'waiting',
    turn: 1000,
    ownTurn: change.turn ?? 1000,
    since: '2026-11-20T06:41:00.000Z',
    missed: 0,
    state: 'in-review',
    outcome: 'review',
    deadlineAt: '2026-11-22T06:41:00.000Z',
    orderNumber: 'X1',
    buyerId: 'buyer-42',
    merchantId: 'merchant-7',
    amountFen: 12_800,
    barred: null,
    reason: 'activation-failed',
    confidence: 0.7,
    rule: 'no-rule',
    assignee: null,
    lease: null,
    signer: null,
    signUntil: null,
    ...change,
  }
  return row
}

/** A person's decision that is not carried out yet. */
export function decisionOf(caseId: string, person: string, change: Partial<NewDecision> = {}): NewDecision {
  const decision = { is: 'pay', amountFen: 12_800, words: '全额退款' } as const
  const times = { effectiveAt: '2026-11-20T06:41:10.000Z', signUntil: null, remindAt: null }
  return { caseId, state: 'pending', person, decision, revision: 1, ...times, ...change }
}

/** A case that was chosen to be looked at again. */
export function lookOf(caseId: string, decider: string, change: Partial<NewSecondLook> = {}): NewSecondLook {
  return { caseId, decider, signer: null, decision: 'pay', reasonCode: null, amountFen: 12_800, movesBefore: 1, ...change }
}
