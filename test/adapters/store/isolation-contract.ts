import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { defaultPolicy } from '../../../src/judge/default-policy.js'
import { newLife } from '../../../src/model/case-life.js'
import { stripCase } from '../../../src/pipeline/strip-case.js'
import { emptyTally } from '../../../src/pipeline/tally-cases.js'
import type { PlatformRows, Store } from '../../../src/ports/store.js'
import { drawReading } from '../../builders/reading.js'
import type { StoreUnderTest } from './store-contract.js'
import {
  claimOn,
  decisionOf,
  deskRowOf,
  lookOf,
  openCaseOn,
  openShop,
  orderNamed,
  personNamed,
  pieceOf,
  sessionOf,
  verdictOn,
} from './store-parts.js'

const page = { limit: 50, after: null }
const everTime = { from: '2000-01-01T00:00:00Z', until: '2999-01-01T00:00:00Z' }
const request = { key: 'k', method: 'POST', path: '/v1/cases' }
const ask = { requestHash: 'h', now: '2026-01-01T00:00:00Z', expiresAt: '2026-01-02T00:00:00Z', staleMs: 1 }

/** Everything that a shop can own, one of each. */
async function fillShop(inShop: <T>(work: (rows: PlatformRows) => Promise<T>) => Promise<T>) {
  const { id: caseId } = await openCaseOn(inShop, 'X1')
  return inShop(async (rows) => {
    await rows.orders.upsert([orderNamed('X1', { paymentNumber: 'P1' })])
    await rows.refunds.lockOrder('X1')
    const refund = await rows.refunds.add(refundOn(caseId))
    await rows.ledger.post(postingOf(refund.id))
    await rows.exposure.reserve([{ ...use, capFen: 9 }], 5)
    await rows.breaker.lock()
    await rows.breaker.keepAudit({ caseId, wrong: true, auditedBy: 'a', auditedAt: ask.now })
    await rows.disputes.put(dispute)
    const complaintId = (await rows.complaints.put(complaint)).row.id
    const evidenceId = (await rows.evidence.add(pieceOf(caseId)))?.row.id ?? ''
    await rows.readings.put(evidenceId, drawReading(['x']))
    await rows.verdicts.insert(verdictOn(caseId, 1))
    const make = (version: number) => ({ ...defaultPolicy, version: `x@${version}` })
    await rows.policies.append(make)
    await rows.policies.append(make, { merchantId: 'm1', part: {}, effectiveAt: '2999-01-01T00:00:00Z' })
    await rows.policies.append(make, { effectiveAt: '2999-01-01T00:00:00Z' })
    await rows.policies.withdraw(3, ask.now, 'a')
    await rows.facts.put({ caseId, revision: 1, extraction: 'x', document: {}, judgedAt: ask.now })
    const replayId = (await rows.replays.add(replayOf())).id
    const flip = { caseId, was: judged, will: judged }
    await rows.replays.advance(replayId, null, { ...stepOf, flips: [flip] })
    const shadow = await rows.shadows.start({ merchantId: null, part: {}, startedBy: 'a' })
    await rows.shadows.put(shadow.id, 1, flip, true)
    const draftId = (await rows.policyDrafts.add({ merchantId: null, part: {}, retires: false, authors: [] })).id
    const endpointId = (await rows.endpoints.add({ url: 'https://x.example', secret: 's', types: null })).id
    await rows.idempotency.begin(request, ask)
    await rows.memory.remember(traceOf(caseId))
    const event = await rows.events.append({ type: 'case.opened', caseId, data: {}, key: 'x' })
    await rows.audit.append({ actor: 'a', action: 'b', subject: 'c', details: {} })
    const personId = (await rows.people.add(personNamed('ann@shop.example')))?.id ?? ''
    const sessionId = (await rows.sessions.add(sessionOf(personId))).id
    await rows.desk.put(deskRowOf(caseId))
    const decisionId = (await rows.decisions.add(decisionOf(caseId, personId)))?.id ?? ''
    await rows.secondLooks.add(lookOf(caseId, personId))
    const noteId = (await rows.notes.add({ caseId, author: personId, words: 'x', mentions: [personId] })).id
    await rows.views.put(personId, { name: 'v', filter: {} }, 9)
    await rows.cases.move(caseId, newLife, [lapse])
    const linkId = (await rows.buyerLinks.add({ ...linkOn(caseId), tokenHash: `link of ${caseId}` })).id
    await rows.challenges.add(challengeOn(caseId))
    await rows.announcedUploads.put(announcedOn(caseId))
    await rows.notices.add([{ caseId, eventId: event?.row.id ?? '', eventType: 'case.opened', recipient: 'buyer', way: 'mail' }])
    await rows.deletions.note({ subject: caseId, what: 'keys', count: 1, because: 'request' })
    const [notice] = await rows.notices.list(caseId)
    await rows.outbox.add([{ name: 'n', jobId: 'j', payload: {}, priority: 1, runAt: null }])
    return {
      caseId,
      complaintId,
      refundId: refund.id,
      refundNumber: refund.number,
      evidenceId,
      endpointId,
      draftId,
      replayId,
      shadowId: shadow.id,
      eventId: event?.row.id ?? '',
      deliveryId: event?.deliveryIds[0] ?? '',
      noticeId: notice?.id ?? '',
      personId,
      sessionId,
      decisionId,
      noteId,
      linkId,
    }
  })
}

const nobodys = { inReview: 0, appealReview: 0, secondSignature: 0, overdue: 0, held: 0, mine: 0, nobodys: 0 }
const asker = { personId: 'per_other', now: ask.now }

const complaint = {
  channel: 'alipay' as const,
  number: 'C1',
  state: 'open' as const,
  at: '2026-11-23T00:00:00.000Z',
  payments: [{ paymentNumber: 'P1', merchantOrderNumber: null }],
  words: 'x',
}
const use = { scope: 'day', period: '2026-11-23' }

const dispute = { channel: 'wechat', number: 'D1', orderNumber: 'X1', state: 'open', words: 'x', at: ask.now } as const

function refundOn(caseId: string) {
  const numbers = { orderNumber: 'X1', paymentNumber: 'P1', merchantOrderNumber: null, channel: 'wechat' as const }
  const money = { amountFen: 5, totalFen: 5, paidInFen: 5, reserved: [] }
  return { caseId, ...numbers, ...money, decidedBy: 'machine', reason: 'x', nextAt: null }
}

function postingOf(refundId: string) {
  return {
    name: `${refundId}.x`,
    refundId,
    entries: [
      { account: 'a', amountFen: 1 },
      { account: 'b', amountFen: -1 },
    ],
  }
}

function linkOn(caseId: string) {
  return { caseId, embedOrigin: null, language: 'zh' as const, createdBy: 'a', expiresAt: ask.expiresAt }
}

function challengeOn(caseId: string) {
  return { caseId, action: null, code: '7K2M9Q', issuedAt: ask.now, expiresAt: ask.expiresAt }
}

function announcedOn(caseId: string) {
  return { caseId, sha256: 'a'.repeat(64), uploadId: 'u', announcedAt: ask.now }
}

const untouched = {
  tripped: false,
  cause: null,
  words: null,
  changedBy: null,
  changedAt: null,
  drift: { audited: 0, wrong: 0, bets: [] },
}

const judged = { outcome: 'review', rule: 'no-rule', tier: 'low', paidFen: 0, policyVersion: 'a@1' } as const
const stepOf = { state: 'running', casesToDo: 1, afterCase: null, tally: emptyTally, flips: [] } as const

function replayOf() {
  return { merchantId: null, part: {}, policy: { platform: defaultPolicy, merchants: {} }, since: null, tally: emptyTally, askedBy: 'a' }
}

function traceOf(caseId: string) {
  const values = [{ type: 'order-number', value: 'X1' } as const]
  const piece = { file: '1.png', sha256: 'a'.repeat(64), imageUniqueId: 'id-1', phash: '0'.repeat(256), values }
  return { caseId, buyerId: 'b', orderNumber: 'X1', claimed: values, pieces: [piece] }
}

const lapse = { number: 1, at: ask.now, actor: 'a', name: 'judged', from: 'open', to: 'open', said: {} } as const

type Ids = Awaited<ReturnType<typeof fillShop>>

/** Every question of the port that names or lists a thing, asked with another's ids, and the answer that says there is none. */
const questions: Readonly<Record<string, readonly [(rows: PlatformRows, ids: Ids) => Promise<unknown>, answer: unknown]>> = {
  'orders.get': [(rows) => rows.orders.get('X1'), null],
  'orders.list': [(rows) => rows.orders.list(page), { rows: [], next: null }],
  'orders.ofCase': [(rows, { caseId }) => rows.orders.ofCase(caseId), null],
  'orders.ofPayment': [(rows) => rows.orders.ofPayment(['P1']), []],
  'complaints.get': [(rows, { complaintId }) => rows.complaints.get(complaintId), null],
  'complaints.ofPayment': [(rows) => rows.complaints.ofPayment(['P1']), []],
  'complaints.list': [(rows) => rows.complaints.list(page), { rows: [], next: null }],
  'refunds.get': [(rows, { refundId }) => rows.refunds.get(refundId), null],
  'refunds.findByNumber': [(rows, { refundNumber }) => rows.refunds.findByNumber(refundNumber), null],
  'refunds.ofOrder': [(rows) => rows.refunds.ofOrder('X1'), []],
  'refunds.paidTo': [(rows) => rows.refunds.paidTo('b', '2000-01-01T00:00:00Z'), 0],
  'refunds.ofCase': [(rows, { caseId }) => rows.refunds.ofCase(caseId), []],
  'refunds.list': [(rows) => rows.refunds.list(page), { rows: [], next: null }],
  'refunds.take': [(rows, { refundId }) => rows.refunds.take(refundId, '2999-01-01T00:00:00Z', 1), { is: 'unknown' }],
  'refunds.isHeld': [(rows, { refundId }) => rows.refunds.isHeld(refundId, 1), false],
  'refunds.change': [(rows, { refundId }) => rows.refunds.change(refundId, { state: 'accepted' }), null],
  'exposure.release': [(rows) => rows.exposure.release([use], 5), undefined],
  'exposure.used': [(rows) => rows.exposure.used([use]), [0]],
  'breaker.get': [(rows) => rows.breaker.get(), untouched],
  'breaker.set': [(rows) => rows.breaker.set({ ...untouched, tripped: true }), undefined],
  'disputes.ofOrder': [(rows) => rows.disputes.ofOrder('X1'), []],
  'cases.get': [(rows, { caseId }) => rows.cases.get(caseId), null],
  'cases.lock': [(rows, { caseId }) => rows.cases.lock(caseId), null],
  'cases.openOf': [(rows) => rows.cases.openOf('X1'), null],
  'cases.list': [(rows) => rows.cases.list(page), { rows: [], next: null }],
  'cases.touch': [(rows, { caseId }) => rows.cases.touch(caseId), null],
  'cases.touch with a claim': [(rows, { caseId }) => rows.cases.touch(caseId, { claim: claimOn('X1') }), null],
  'cases.move': [(rows, { caseId }) => rows.cases.move(caseId, { ...newLife, state: 'closed', result: 'paid' }, []), null],
  'cases.tallyMerchant': [(rows) => rows.cases.tallyMerchant('m1', '2000-01-01T00:00:00Z'), { open: 0, objections: 0 }],
  'cases.timeline': [(rows, { caseId }) => rows.cases.timeline(caseId), []],
  'evidence.add': [(rows, { caseId }) => rows.evidence.add(pieceOf(caseId, 'b'.repeat(64))), null],
  'evidence.get': [(rows, { evidenceId }) => rows.evidence.get(evidenceId), null],
  'evidence.list': [(rows, { caseId }) => rows.evidence.list(caseId), []],
  'evidence.markFaulty': [(rows, { evidenceId }) => rows.evidence.markFaulty(evidenceId, { code: 'x', title: 'x' }), false],
  'readings.put': [(rows, { evidenceId }) => rows.readings.put(evidenceId, drawReading(['y'])), false],
  'readings.get': [(rows, { evidenceId }) => rows.readings.get(evidenceId), null],
  'readings.ofCase': [(rows, { caseId }) => rows.readings.ofCase(caseId), new Map()],
  'verdicts.insert': [(rows, { caseId }) => rows.verdicts.insert(verdictOn(caseId, 1)), null],
  'verdicts.latest': [(rows, { caseId }) => rows.verdicts.latest(caseId), null],
  'verdicts.list': [(rows, { caseId }) => rows.verdicts.list(caseId), []],
  'policies.inForce': [(rows) => rows.policies.inForce('2998-01-01T00:00:00Z', null), null],
  'policies.ofMerchants': [(rows) => rows.policies.ofMerchants('2999-01-02T00:00:00Z'), []],
  'policies.withdraw': [(rows) => rows.policies.withdraw(2, ask.now, 'a'), false],
  'facts.get': [(rows, { caseId }) => rows.facts.get(caseId, 1, 'x'), null],
  'facts.page': [(rows) => rows.facts.page({ limit: 9, after: null, since: null, extraction: 'x' }), []],
  'facts.count': [(rows) => rows.facts.count(null), 0],
  'replays.get': [(rows, { replayId }) => rows.replays.get(replayId), null],
  'replays.list': [(rows) => rows.replays.list(page), { rows: [], next: null }],
  'replays.advance': [(rows, { replayId }) => rows.replays.advance(replayId, null, { ...stepOf, state: 'done' }), false],
  'replays.flips': [(rows, { replayId }) => rows.replays.flips(replayId, page), { rows: [], next: null }],
  'shadows.running': [(rows) => rows.shadows.running(), null],
  'shadows.end': [(rows) => rows.shadows.end(), false],
  'shadows.compared': [(rows, { shadowId }) => rows.shadows.compared(shadowId), []],
  'shadows.flips': [(rows, { shadowId }) => rows.shadows.flips(shadowId, page), { rows: [], next: null }],
  'policyDrafts.get': [(rows, { draftId }) => rows.policyDrafts.get(draftId), null],
  'policyDrafts.lock': [(rows, { draftId }) => rows.policyDrafts.lock(draftId), null],
  'policyDrafts.list': [(rows) => rows.policyDrafts.list(page), { rows: [], next: null }],
  'policyDrafts.change': [(rows, { draftId }) => rows.policyDrafts.change(draftId, { part: {}, retires: true, authors: [] }), null],
  'policyDrafts.remove': [(rows, { draftId }) => rows.policyDrafts.remove(draftId), false],
  'policyDrafts.markPublished': [(rows, { draftId }) => rows.policyDrafts.markPublished(draftId, 1), false],
  'policies.get': [(rows) => rows.policies.get(1), null],
  'policies.list': [(rows) => rows.policies.list(page), { rows: [], next: null }],
  'memory.lookUp': [(rows) => rows.memory.lookUp(traceOf('case_other'), 20), []],
  'events.get': [(rows, { eventId }) => rows.events.get(eventId), null],
  'events.list': [(rows) => rows.events.list(page), { rows: [], next: null }],
  'events.last': [(rows) => rows.events.last(), null],
  'endpoints.get': [(rows, { endpointId }) => rows.endpoints.get(endpointId), null],
  'endpoints.list': [(rows) => rows.endpoints.list(), []],
  'endpoints.change': [(rows, { endpointId }) => rows.endpoints.change(endpointId, { disabled: true }), null],
  'endpoints.rotate': [(rows, { endpointId }) => rows.endpoints.rotate(endpointId, 'z', ask.now), null],
  'endpoints.remove': [(rows, { endpointId }) => rows.endpoints.remove(endpointId), false],
  'deliveries.get': [(rows, { deliveryId }) => rows.deliveries.get(deliveryId), null],
  'deliveries.list': [(rows) => rows.deliveries.list(page), { rows: [], next: null }],
  'deliveries.take': [(rows, { deliveryId }) => rows.deliveries.take(deliveryId, '2999-01-01T00:00:00Z', 1), { is: 'unknown' }],
  'deliveries.settle': [
    (rows, { deliveryId }) =>
      rows.deliveries.settle(deliveryId, 0, {
        state: 'delivered',
        nextAt: null,
        answer: { at: ask.now, status: 200, durationMs: 1, text: '' },
      }),
    { settled: false, nextDeliveryId: null },
  ],
  'deliveries.replay': [(rows, { deliveryId }) => rows.deliveries.replay(deliveryId, ask.now), null],
  'idempotency.begin': [(rows) => rows.idempotency.begin(request, { ...ask, requestHash: 'another' }).then((begun) => begun.is), 'first'],
  'idempotency.abandon': [(rows) => rows.idempotency.abandon({ ...request, turn: 'turn_x' }), undefined],
  'deletions.due': [(rows) => rows.deletions.due('evidence', '2999-01-01T00:00:00Z', page), []],
  'deletions.list': [(rows) => rows.deletions.list(page), { rows: [], next: null }],
  'deletions.dropEvidence': [(rows, { caseId }) => rows.deletions.dropEvidence(caseId), []],
  'deletions.dropReadings': [(rows, { caseId }) => rows.deletions.dropReadings(caseId), 0],
  'deletions.rewrite': [(rows, { caseId }) => rows.deletions.rewrite(caseId, stripCase('record')), undefined],
  'notices.get': [(rows, { noticeId }) => rows.notices.get(noticeId), null],
  'notices.list': [(rows, { caseId }) => rows.notices.list(caseId), []],
  'notices.take': [(rows, { noticeId }) => rows.notices.take(noticeId, '2999-01-01T00:00:00Z', 1), null],
  'notices.settle': [(rows, { noticeId }) => rows.notices.settle(noticeId, 0, { state: 'sent', nextAt: null, because: null }), false],
  'people.get': [(rows, { personId }) => rows.people.get(personId), null],
  'people.list': [(rows) => rows.people.list(page), { rows: [], next: null }],
  'people.change': [(rows, { personId }) => rows.people.change(personId, { role: 'admin' }), null],
  'people.lockActive': [(rows) => rows.people.lockActive('reviewer'), []],
  'people.lockSecrets': [(rows, { personId }) => rows.people.lockSecrets(personId), null],
  'people.setSecrets': [(rows, { personId }) => rows.people.setSecrets(personId, { passwordHash: 'x' }), undefined],
  'people.setLink': [(rows, { personId }) => rows.people.setLink(personId, { hash: 'x', expiresAt: ask.expiresAt }), undefined],
  'people.takeLink': [(rows, { personId }) => rows.people.takeLink(personId, 'hash'), false],
  'people.setSubject': [(rows, { personId }) => rows.people.setSubject(personId, 'x'), undefined],
  'sessions.list': [(rows, { personId }) => rows.sessions.list(personId), []],
  'sessions.seen': [(rows, { sessionId }) => rows.sessions.seen(sessionId, '2999-01-01T00:00:00Z'), undefined],
  'sessions.end': [(rows, { sessionId, personId }) => rows.sessions.end(sessionId, personId), false],
  'sessions.endAll': [(rows, { personId }) => rows.sessions.endAll(personId, null), 0],
  'board.decisionTimes': [(rows) => rows.board.decisionTimes(everTime), []],
  'board.appeals': [(rows) => rows.board.appeals(everTime), []],
  'board.refunds': [(rows) => rows.board.refunds(everTime), { paid: [], failed: 0, held: 0, stuck: 0 }],
  'board.load': [(rows) => rows.board.load(everTime, 'Asia/Shanghai'), []],
  'board.reviewers': [(rows) => rows.board.reviewers(everTime), []],
  'board.audits': [(rows) => rows.board.audits(everTime.until), { audited: 0, wrong: 0 }],
  'board.reliability': [(rows) => rows.board.reliability(everTime.until, [0.5]), []],
  'people.names': [(rows, { personId }) => rows.people.names([personId]), new Map()],
  'people.active': [(rows) => rows.people.active(['reviewer']), []],
  'desk.get': [(rows, { caseId }) => rows.desk.get(caseId), null],
  'desk.lock': [(rows, { caseId }) => rows.desk.lock(caseId), null],
  'desk.change': [(rows, { caseId }) => rows.desk.change(caseId, { stage: 'away' }), null],
  'desk.putAway': [(rows, { caseId }) => rows.desk.putAway(caseId), undefined],
  'desk.line': [(rows, { caseId }) => rows.desk.line(caseId), null],
  'desk.takeNext': [(rows) => rows.desk.takeNext({}, { ...asker, until: '2999-01-01T00:00:00Z' }), null],
  'desk.list': [(rows) => rows.desk.list({ ...page, filter: {}, now: ask.now }), { rows: [], next: null }],
  'desk.counts': [(rows) => rows.desk.counts(asker), nobodys],
  'decisions.get': [(rows, { decisionId }) => rows.decisions.get(decisionId), null],
  'decisions.openOf': [(rows, { caseId }) => rows.decisions.openOf(caseId), null],
  'decisions.change': [(rows, { decisionId }) => rows.decisions.change(decisionId, { state: 'undone' }), false],
  'secondLooks.takeNext': [(rows) => rows.secondLooks.takeNext({ ...asker, until: '2999-01-01T00:00:00Z' }), null],
  'secondLooks.heldBy': [(rows) => rows.secondLooks.heldBy(asker), []],
  'secondLooks.answer': [(rows, { caseId }) => rows.secondLooks.answer(caseId, { ...asker, look: 'pay', reasonCode: null }), null],
  'secondLooks.countFor': [(rows) => rows.secondLooks.countFor(asker), 0],
  'secondLooks.tally': [(rows) => rows.secondLooks.tally(null, null), []],
  'secondLooks.waiting': [(rows) => rows.secondLooks.waiting(), 0],
  'notes.list': [(rows, { caseId }) => rows.notes.list(caseId), []],
  'notes.mentions': [(rows, { personId }) => rows.notes.mentions(personId, { ...page, unread: false }), { rows: [], next: null }],
  'notes.countUnread': [(rows, { personId }) => rows.notes.countUnread(personId), 0],
  'notes.markRead': [(rows, { noteId, personId }) => rows.notes.markRead(noteId, personId, ask.now), false],
  'views.list': [(rows, { personId }) => rows.views.list(personId), []],
  'views.put': [(rows, { personId }) => rows.views.put(personId, { name: 'v', filter: { state: 'in-review' } }, 9), null],
  'views.remove': [(rows, { personId }) => rows.views.remove(personId, 'v'), false],
  'buyerLinks.list': [(rows, { caseId }) => rows.buyerLinks.list(caseId), []],
  'buyerLinks.revoke': [(rows, { caseId, linkId }) => rows.buyerLinks.revoke(caseId, linkId, ask.now), null],
  'challenges.list': [(rows, { caseId }) => rows.challenges.list(caseId), []],
  'announcedUploads.list': [(rows, { caseId }) => rows.announcedUploads.list(caseId), []],
  'audit.list': [(rows) => rows.audit.list(page), { rows: [], next: null }],
}

/** Methods that only add or wait their turn, and so have nothing of another's to name. */
const onlyAdding = new Set([
  'orders.upsert',
  'complaints.put',
  'cases.open',
  'policies.append',
  'policyDrafts.add',
  'replays.add',
  'shadows.start',
  'memory.remember',
  'endpoints.add',
  'outbox.add',
  'audit.append',
  'people.add',
  'verdicts.takeTurn',
  'deletions.note',
  'refunds.lockOrder',
  'exposure.reserve',
  'breaker.lock',
  'secondLooks.draw',
])
/** They throw where there is nothing; asked below. */
const throwing = new Set([
  'events.append',
  'idempotency.finish',
  'refunds.add',
  'ledger.post',
  'disputes.put',
  'facts.put',
  'shadows.put',
  'notices.add',
  'sessions.add',
  'breaker.keepAudit',
  'desk.put',
  'decisions.add',
  'secondLooks.add',
  'notes.add',
  'buyerLinks.add',
  'challenges.add',
  'announcedUploads.put',
])

/** No platform sees another's, on every store. */
export function describeIsolation(name: string, open: () => Promise<StoreUnderTest>): void {
  describe(`isolation: ${name}`, () => {
    let under: StoreUnderTest
    let store: Store
    beforeAll(async () => {
      under = await open()
      store = under.store
    })
    afterAll(() => under.close())

    it('answers every question about another platform’s things as if they were not there, and changes none', async () => {
      const owner = await openShop(store, 'owner')
      const other = await openShop(store, 'other')
      const ids = await fillShop(owner.inShop)
      const tables = [
        'cases',
        'evidence',
        'webhook_endpoints',
        'webhook_deliveries',
        'idempotency_keys',
        'events',
        'verdicts',
        'readings',
        'refunds',
        'order_books',
        'exposure',
        'breakers',
        'payment_audits',
        'ledger_entries',
        'channel_disputes',
        'payment_marks',
        'case_facts',
        'policy_replays',
        'policy_shadows',
        'shadow_verdicts',
        'policy_drafts',
        'people',
        'sessions',
        'desk_cases',
        'pending_decisions',
        'second_looks',
        'case_notes',
        'note_mentions',
        'saved_views',
        'buyer_links',
        'challenges',
        'announced_uploads',
      ]
      const theirs = async () => {
        const found = []
        for (const table of tables)
          found.push(await under.raw(`SELECT t::text FROM swiftproof.${table} t WHERE platform_id = '${owner.id}'`))
        return found
      }
      const before = await theirs()
      for (const [question, [answerOf, answer]] of Object.entries(questions)) {
        expect(await other.inShop((rows) => answerOf(rows, ids)), question).toEqual(answer)
      }
      const append = other.inShop((rows) => rows.events.append({ type: 'case.opened', caseId: ids.caseId, data: {}, key: 'y' }))
      await expect(append).rejects.toMatchObject({ code: 'internal' })
      const finish = other.inShop((rows) =>
        rows.idempotency.finish({ ...request, turn: 'turn_x' }, { status: 200, headers: {}, body: new Uint8Array() }),
      )
      await expect(finish).rejects.toMatchObject({ code: 'internal' })
      const facts = { caseId: ids.caseId, revision: 9, extraction: 'y', document: {}, judgedAt: ask.now }
      await expect(other.inShop((rows) => rows.facts.put(facts))).rejects.toThrow('foreign key')
      const audit = { caseId: ids.caseId, wrong: false, auditedBy: 'b', auditedAt: ask.now }
      await expect(other.inShop((rows) => rows.breaker.keepAudit(audit))).rejects.toThrow('foreign key')
      const compared = { caseId: ids.caseId, was: judged, will: judged }
      await expect(other.inShop((rows) => rows.shadows.put(ids.shadowId, 9, compared, true))).rejects.toThrow('foreign key')
      await expect(other.inShop((rows) => rows.refunds.add(refundOn(ids.caseId)))).rejects.toThrow('foreign key')
      await expect(other.inShop((rows) => rows.ledger.post(postingOf(ids.refundId)))).rejects.toThrow('foreign key')
      await expect(other.inShop((rows) => rows.disputes.put(dispute))).rejects.toThrow('foreign key')
      const notice = { caseId: ids.caseId, eventId: ids.eventId, eventType: 'case.opened', recipient: 'buyer', way: 'sms' } as const
      await expect(other.inShop((rows) => rows.notices.add([notice]))).rejects.toThrow('foreign key')
      const session = other.inShop((rows) => rows.sessions.add(sessionOf(ids.personId, 'another hash')))
      await expect(session).rejects.toThrow('foreign key')
      await expect(other.inShop((rows) => rows.desk.put(deskRowOf(ids.caseId)))).rejects.toThrow('foreign key')
      await expect(other.inShop((rows) => rows.decisions.add(decisionOf(ids.caseId, ids.personId)))).rejects.toThrow('foreign key')
      await expect(other.inShop((rows) => rows.secondLooks.add(lookOf(ids.caseId, ids.personId)))).rejects.toThrow('foreign key')
      const note = { caseId: ids.caseId, author: 'a', words: 'x', mentions: [] }
      await expect(other.inShop((rows) => rows.notes.add(note))).rejects.toThrow('foreign key')
      const link = other.inShop((rows) => rows.buyerLinks.add({ ...linkOn(ids.caseId), tokenHash: 'another hash' }))
      await expect(link).rejects.toThrow('foreign key')
      await expect(other.inShop((rows) => rows.challenges.add(challengeOn(ids.caseId)))).rejects.toThrow('foreign key')
      await expect(other.inShop((rows) => rows.announcedUploads.put(announcedOn(ids.caseId)))).rejects.toThrow('foreign key')
      const mine = await openCaseOn(other.inShop, 'X1')
      expect(mine.id).not.toBe(ids.caseId)
      expect(await theirs()).toEqual(before)
    })

    it('asks about every method that the port has', async () => {
      const { inShop } = await openShop(store, 'methods')
      const methods = await inShop(async ({ platformId: _, ...groups }) =>
        Object.entries(groups).flatMap(([group, its]) => Object.keys(its).map((method) => `${group}.${method}`)),
      )
      expect(methods.filter((method) => !(method in questions) && !onlyAdding.has(method) && !throwing.has(method))).toEqual([])
    })

    it('keeps the second wall: a query that forgets the platform sees nothing of another', async () => {
      const owner = await openShop(store, 'wall')
      await fillShop(owner.inShop)
      const other = await openShop(store, 'outside')
      const tables = (
        await under.raw(
          "SELECT table_name FROM information_schema.columns WHERE table_schema = 'swiftproof' AND column_name = 'platform_id'",
        )
      ).flat()
      expect(tables.length).toBeGreaterThan(15)
      for (const table of tables) {
        const seen = async (platformId: string) => {
          const begin = `BEGIN; SET LOCAL ROLE swiftproof_app; SET LOCAL app.system = 'off'; SET LOCAL app.platform = '${platformId}'`
          const rows = await under.raw(`${begin}; SELECT count(*)::int FROM swiftproof.${table} WHERE platform_id = '${owner.id}'`)
          await under.raw('ROLLBACK')
          return rows[0]?.[0]
        }
        expect(await seen(other.id), String(table)).toBe(0)
        if (table !== 'api_keys') expect(await seen(owner.id), String(table)).toBeGreaterThan(0)
      }
      const intrude = `BEGIN; SET LOCAL ROLE swiftproof_app; SET LOCAL app.platform = '${other.id}';
        INSERT INTO swiftproof.outbox (platform_id, name, job_id, payload, priority, created_at) VALUES ('${owner.id}', 'n', 'j', '{}', 1, now())`
      await expect(under.raw(intrude)).rejects.toThrow('row-level security')
      await under.raw('ROLLBACK')
      for (const table of ['verdicts', 'events', 'deletions', 'audit_log', 'policies', 'ledger_entries']) {
        const rewrite = under.raw(`BEGIN; SET LOCAL ROLE swiftproof_app; SET LOCAL app.system = 'on'; DELETE FROM swiftproof.${table}`)
        await expect(rewrite, table).rejects.toThrow('permission denied')
        await under.raw('ROLLBACK')
      }
    })

    it('asks of the merchants’ and the buyers’ wall once a statement, not of each row', async () => {
      const walls = await under.raw(
        "SELECT tablename, qual FROM pg_policies WHERE schemaname = 'swiftproof' AND permissive = 'RESTRICTIVE'",
      )
      expect(walls.length).toBeGreaterThan(40)
      const ofEachRow = walls.filter(([, qual]) => !/\( ?SELECT swiftproof\.asks_for_all/.test(String(qual)))
      expect(ofEachRow).toEqual([])
    })

    it('remembers what earlier cases brought: files, values, image ids and shots within the distance', async () => {
      const { inShop } = await openShop(store, 'memory')
      const key = { type: 'card-key', value: 'AAAA-BBBB-CCCC' } as const
      const piece = { file: '1.png', sha256: 'a'.repeat(64), imageUniqueId: 'id-1', phash: '0'.repeat(256), values: [key] }
      const trace = (caseId: string, change: object = {}) => ({
        caseId,
        buyerId: `buyer of ${caseId}`,
        orderNumber: `order of ${caseId}`,
        claimed: [],
        pieces: [{ ...piece, ...change }],
      })
      const other = { sha256: 'b'.repeat(64), imageUniqueId: null, phash: 'f'.repeat(256), values: [] }
      const lookUp = (change: object) => inShop((rows) => rows.memory.lookUp(trace('second', { ...other, ...change }), 20))
      await inShop((rows) => rows.memory.remember(trace('first')))
      expect(await lookUp({})).toEqual([])
      const first = { caseId: 'first', buyerId: 'buyer of first', orderNumber: 'order of first', file: '1.png' }
      expect(await lookUp({ sha256: piece.sha256 })).toEqual([{ ...first, what: 'file', value: null }])
      expect(await lookUp({ values: [{ ...key, value: 'aaaa-bbbb -cccc' }] })).toEqual([
        { ...first, what: 'card-key', value: 'aaaa-bbbb -cccc' },
      ])
      expect(await lookUp({ imageUniqueId: 'id-1' })).toMatchObject([{ what: 'image-id' }])
      expect(await lookUp({ phash: 'fffff'.padEnd(256, '0') })).toMatchObject([
        { what: 'shot', shot: { distanceBits: 20, values: [key.value] } },
      ])
      expect(await lookUp({ phash: 'fffff8'.padEnd(256, '0') })).toEqual([])
      expect(await inShop((rows) => rows.memory.lookUp(trace('first'), 20))).toEqual([])
      await inShop((rows) => rows.memory.remember(trace('first', other)))
      expect(await lookUp({ ...other, sha256: piece.sha256, phash: piece.phash })).toEqual([])
    })
  })
}
