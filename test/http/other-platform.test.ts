import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openApiDocument } from '../../src/http/open-api-document.js'
import { defaultPolicy } from '../../src/judge/default-policy.js'
import { judgeCase } from '../../src/judge/judge-case.js'
import { carryRefund } from '../../src/pipeline/carry-refund.js'
import { orderRefunds } from '../../src/pipeline/order-refunds.js'
import { deskRowOf } from '../adapters/store/store-parts.js'
import { buildCase } from '../builders/case.js'
import { drawReading } from '../builders/reading.js'
import { openService, read, type Service } from './open-service.js'
import { claimOn, formOf, picture, pushed } from './samples.js'

let service: Service
/** The shop's things. */
const ids = {
  case: '',
  evidence: '',
  upload: '',
  webhook: '',
  delivery: '',
  key: '',
  draft: '',
  draftToPublish: '',
  replay: '',
  refund: '',
  dispute: '',
  person: '',
  note: '',
}

beforeAll(async () => {
  service = await openService()
  const made = (method: string, address: string, json?: unknown) => read(service.ask(method, address, { json }))
  await service.ask('PUT', '/v1/orders/A1', { json: pushed('A1') })
  ids.webhook = (await made('POST', '/v1/webhooks', { url: 'http://127.0.0.1:9/hook' })).id
  ids.case = (await made('POST', '/v1/cases', claimOn('A1'))).id
  const evidence = await service.ask('POST', `/v1/cases/${ids.case}/evidence`, { body: formOf({ 'order-page': picture() }) })
  ids.evidence = (await read(evidence)).items[0]?.id ?? ''
  ids.upload = (await made('POST', `/v1/cases/${ids.case}/uploads`)).uploadId
  ids.delivery = (await made('GET', '/v1/deliveries')).items[0]?.id ?? ''
  ids.key = (await made('POST', '/v1/api-keys', { name: 'another', scopes: ['cases:read'] })).id
  const drafted = () => made('POST', '/v1/policies/drafts', { policy: { instant: { capFen: 20_000 } }, person: 'a' })
  await made('POST', `/v1/policies/drafts/${(await drafted()).id}/publish`, { person: 'b' })
  await made('POST', `/v1/policies/drafts/${(await drafted()).id}/publish`, { person: 'b', effectiveAt: '2999-01-01T00:00:00Z' })
  ids.replay = (await made('POST', '/v1/policies/replays', { policy: {} })).id
  await made('PUT', '/v1/policies/shadow', { policy: {} })
  ids.draft = (await drafted()).id
  ids.note = (await made('POST', `/v1/cases/${ids.case}/notes`, { words: '看过' })).id
  ids.draftToPublish = (await drafted()).id
  const invited = await service.ask('POST', '/v1/people', { json: { email: 'ann@shop.example', name: 'Ann', role: 'reviewer' } })
  ids.person = ((await invited.json()) as { person: { id: string } }).person.id
  const { caseFile } = buildCase({ pieces: [] })
  const { evidence: _, ...rest } = caseFile
  await service.parts.store.inPlatform(service.shop.live.id, async (rows) => {
    await rows.desk.put(deskRowOf(ids.case))
    await rows.deletions.note({ subject: ids.case, what: 'keys', count: 1, because: 'request' })
    await rows.readings.put(ids.evidence, drawReading(['订单号 A1']))
    const row = await rows.cases.get(ids.case)
    const judgedBy = { ...rest, evidence: [] }
    await rows.verdicts.insert({ caseId: ids.case, revision: row?.revision ?? 0, verdict: judgeCase(caseFile, []), judgedBy })
    const paymentNumber = (await rows.orders.get('A1'))?.order.paymentNumber ?? null
    const refund = { caseId: ids.case, orderNumber: 'A1', payout: { paymentNumber, amountFen: 5 }, decidedBy: 'person', reason: '退款' }
    const ordered = await orderRefunds(rows, [refund], defaultPolicy, new Date().toISOString())
    const complaint = { channel: 'wechat', number: 'C1', state: 'open', at: '2026-11-20T15:00:00.000Z', words: '打不开' } as const
    const payments = [{ paymentNumber, merchantOrderNumber: null }]
    ids.dispute = (await rows.complaints.put({ ...complaint, payments })).row.id
    ids.refund = ordered.is === 'ordered' ? (ordered.refundIds[0] ?? '') : ''
  })
  const carried = { platformId: service.shop.live.id, refundId: ids.refund }
  await carryRefund({ store: service.parts.store, payments: { of: () => null }, now: () => new Date() }, carried)
})
afterAll(() => service.close())

interface Probe {
  readonly address: () => string
  readonly asked?: () => Parameters<Service['ask']>[2]
  /** For routes that end the thing: they are not tried by its owner. */
  readonly ends?: true
}

const part = { 'upload-offset': '0', 'content-type': 'application/offset+octet-stream' }

/** The case is not in a state that allows it: its owner is refused, and another is told nothing of it. */
function move(name: string, json: object): Probe {
  return { address: () => `/v1/cases/${ids.case}/${name}`, asked: () => ({ json }), ends: true }
}

/** Every route that takes an id, with the shop's. */
const byId: Record<string, Probe> = {
  getOrder: { address: () => '/v1/orders/A1' },
  getCase: { address: () => `/v1/cases/${ids.case}` },
  getVerdict: { address: () => `/v1/cases/${ids.case}/verdict` },
  getTimeline: { address: () => `/v1/cases/${ids.case}/timeline` },
  answerAsMerchant: move('merchant-answer', { state: 'consents' }),
  restCase: move('rest', { side: 'buyer' }),
  askForPerson: move('ask-person', {}),
  appealCase: move('appeal', {}),
  withdrawCase: move('withdraw', {}),
  takeCase: move('take', { person: 'rev_1' }),
  holdCase: move('lease', {}),
  letGoOfCase: { address: () => `/v1/cases/${ids.case}/lease`, ends: true },
  assignCase: { address: () => `/v1/cases/${ids.case}/assignee`, asked: () => ({ json: { personId: null } }), ends: true },
  undoDecision: { address: () => `/v1/cases/${ids.case}/decision`, ends: true },
  signDecision: move('second-signature', { agree: true }),
  listNotes: { address: () => `/v1/cases/${ids.case}/notes` },
  addNote: { address: () => `/v1/cases/${ids.case}/notes`, asked: () => ({ json: { words: '看过' } }) },
  readMention: { address: () => `/v1/me/mentions/${ids.note}/read`, asked: () => ({ json: {} }), ends: true },
  answerSecondLook: { address: () => `/v1/second-looks/${ids.case}`, asked: () => ({ json: { decision: 'pay' } }), ends: true },
  decideCase: move('decision', { decision: 'ask', person: 'rev_1', words: '请补充' }),
  getExplanation: { address: () => `/v1/cases/${ids.case}/explanation` },
  listNotices: { address: () => `/v1/cases/${ids.case}/notices` },
  listVerdicts: { address: () => `/v1/cases/${ids.case}/verdicts` },
  addEvidence: { address: () => `/v1/cases/${ids.case}/evidence`, asked: () => ({ body: formOf({ file: picture(401) }) }) },
  beginUpload: { address: () => `/v1/cases/${ids.case}/uploads` },
  getUpload: { address: () => `/v1/cases/${ids.case}/uploads/${ids.upload}` },
  appendUpload: { address: () => `/v1/cases/${ids.case}/uploads/${ids.upload}`, asked: () => ({ body: 'part', headers: part }) },
  finishUpload: { address: () => `/v1/cases/${ids.case}/uploads/${ids.upload}/finish`, asked: () => ({ json: { fileName: 'a.mp4' } }) },
  getCaseSheet: { address: () => `/v1/cases/${ids.case}/sheet` },
  getEvidencePicture: { address: () => `/v1/evidence/${ids.evidence}/picture?width=50` },
  getEvidenceCrop: { address: () => `/v1/evidence/${ids.evidence}/crop?box=0,0,40,40` },
  getEvidence: { address: () => `/v1/evidence/${ids.evidence}` },
  getReading: { address: () => `/v1/evidence/${ids.evidence}/reading` },
  getEvidenceContent: { address: () => `/v1/evidence/${ids.evidence}/content` },
  getDispute: { address: () => `/v1/disputes/${ids.dispute}` },
  getDisputePack: { address: () => `/v1/disputes/${ids.dispute}/pack` },
  getRefund: { address: () => `/v1/refunds/${ids.refund}` },
  reportRefund: {
    address: () => `/v1/refunds/${ids.refund}/report`,
    asked: () => ({ json: { state: 'succeeded', amountFen: 5, at: '2026-11-20T14:10:02+08:00' } }),
  },
  stateRefund: {
    address: () => `/v1/refunds/${ids.refund}/statement`,
    asked: () => ({ json: { person: 'ann', state: 'failed', words: 'x' } }),
    ends: true,
  },
  auditPayment: { address: () => `/v1/cases/${ids.case}/payment-audit`, asked: () => ({ json: { wrong: true } }), ends: true },
  getPolicy: { address: () => '/v1/policies/1' },
  withdrawPolicy: { address: () => '/v1/policies/withdrawals/2', asked: () => ({ json: {} }) },
  getPolicyDraft: { address: () => `/v1/policies/drafts/${ids.draft}` },
  changePolicyDraft: { address: () => `/v1/policies/drafts/${ids.draft}`, asked: () => ({ json: { person: 'a' } }) },
  publishPolicy: { address: () => `/v1/policies/drafts/${ids.draftToPublish}/publish`, asked: () => ({ json: { person: 'b' } }) },
  getPolicyReplay: { address: () => `/v1/policies/replays/${ids.replay}` },
  listPolicyReplayFlips: { address: () => `/v1/policies/replays/${ids.replay}/flips` },
  getPolicyShadow: { address: () => '/v1/policies/shadow' },
  listPolicyShadowFlips: { address: () => '/v1/policies/shadow/flips' },
  endPolicyShadow: { address: () => '/v1/policies/shadow', ends: true },
  removePolicyDraft: { address: () => `/v1/policies/drafts/${ids.draft}`, ends: true },
  getWebhook: { address: () => `/v1/webhooks/${ids.webhook}` },
  changeWebhook: { address: () => `/v1/webhooks/${ids.webhook}`, asked: () => ({ json: { disabled: false } }) },
  rotateWebhookSecret: { address: () => `/v1/webhooks/${ids.webhook}/rotate` },
  getDelivery: { address: () => `/v1/deliveries/${ids.delivery}` },
  replayDelivery: { address: () => `/v1/deliveries/${ids.delivery}/replay` },
  rotateApiKey: { address: () => `/v1/api-keys/${ids.key}/rotate`, asked: () => ({ json: {} }) },
  changePerson: { address: () => `/v1/people/${ids.person}`, asked: () => ({ json: { name: 'Bo' } }) },
  renewLink: { address: () => `/v1/people/${ids.person}/link`, asked: () => ({ json: {} }) },
  removeWebhook: { address: () => `/v1/webhooks/${ids.webhook}`, ends: true },
  revokeApiKey: { address: () => `/v1/api-keys/${ids.key}`, ends: true },
}

/** Every list, which the shop's things must not stand in. */
const lists: Record<string, string> = {
  listOrders: '/v1/orders',
  listCases: '/v1/cases',
  listRefunds: '/v1/refunds',
  listDisputes: '/v1/disputes',
  listPolicies: '/v1/policies',
  listPolicyDrafts: '/v1/policies/drafts',
  listPolicyReplays: '/v1/policies/replays',
  listWebhooks: '/v1/webhooks',
  listDeliveries: '/v1/deliveries',
  listEvents: '/v1/events',
  listApiKeys: '/v1/api-keys',
  listDeletions: '/v1/deletions',
  listPeople: '/v1/people',
  listQueue: '/v1/queue',
  listAudit: '/v1/audit',
}

/** Routes that name nothing that could be another's, or tried by a test of their own below. */
const ownOnly = [
  'putOrder',
  'postOrders',
  'importOrders',
  'openCase',
  'checkEligibility',
  'verifyAudit',
  'screen',
  'getCurrentPolicy',
  'draftPolicy',
  'replayPolicy',
  'startPolicyShadow',
  'addWebhook',
  'getExposure',
  'getBoard',
  'getCommentedPolicy',
  'checkPolicy',
  'tripBreaker',
  'resetBreaker',
  'receiveNotice',
  'deleteBuyer',
  'invitePerson',
  'getMe',
  'countQueue',
  'listColleagues',
  'getAgreement',
]
/** Of a session, which no key has: they name nothing but the person's own (tried in sign-in.test). */
const ofSessions = [
  'getSignInWays',
  'signIn',
  'join',
  'getSession',
  'signOut',
  'giveCode',
  'beginTotp',
  'confirmTotp',
  'removeTotp',
  'changePassword',
  'listSessions',
  'endSession',
  'signOutEverywhere',
  'startProviderSignIn',
  'endProviderSignIn',
]
/** Of a person alone, whom no key stands for (tried in desk.test). */
const ofPeople = ['takeNext', 'listMentions', 'nextSecondLook', 'listViews', 'getView', 'putView', 'removeView']
const otherwise = [...ownOnly, ...ofPeople, ...ofSessions, 'addApiKey', 'streamEvents', 'isAlive', 'isReady', 'getMetrics']

const operations = () =>
  Object.values(openApiDocument(service.app).paths ?? {}).flatMap((item) =>
    Object.entries(item ?? {}).map(([method, operation]) => ({ method: method.toUpperCase(), id: String(operation.operationId) })),
  )

describe("another platform's things", () => {
  it('are tried at every route there is', () => {
    const tried = [...Object.keys(byId), ...Object.keys(lists), ...otherwise]
    expect(
      operations()
        .map(({ id }) => id)
        .sort(),
    ).toEqual(tried.sort())
  })

  it.each(Object.entries(byId))('are a 404: %s', async (operationId, { address, asked, ends }) => {
    const method = operations().find(({ id }) => id === operationId)?.method ?? ''
    const answer = await service.ask(method, address(), { ...asked?.(), key: service.other.liveKey })
    expect(await answer.json()).toMatchObject({ status: 404, code: expect.stringMatching(/^(not-found|file-not-found)$/) })
    const testSide = await service.ask(method, address(), { ...asked?.(), key: service.shop.testKey })
    expect(testSide.status).toBe(404)
    // Else the id would be wrong, and the 404 no proof.
    if (!ends && operationId !== 'finishUpload') expect((await service.ask(method, address(), asked?.())).status).toBeLessThan(300)
  })

  it.each(Object.entries(lists))('stand in no list: %s', async (_, address) => {
    const mine = await read(service.ask('GET', address))
    expect(mine.items.length).toBeGreaterThan(0)
    const theirs = await read(service.ask('GET', address, { key: service.other.liveKey }))
    const seen = new Set(mine.items.map(({ id }) => id))
    expect(theirs.items.filter(({ id }) => seen.has(id))).toEqual([])
  })

  it('are neither changed nor joined by the same order number', async () => {
    const key = service.other.liveKey
    expect((await service.ask('PUT', '/v1/orders/A1', { key, json: pushed('A1', { amountFen: 1 }) })).status).toBe(201)
    expect((await service.ask('POST', '/v1/cases', { key, json: claimOn('A1') })).status).toBe(201)
    expect((await read(service.ask('GET', '/v1/orders/A1'))).order.amountFen).toBe(12_800)
  })

  it("are not reached through a case of one's own: an upload", async () => {
    const key = service.other.liveKey
    const own = await read(service.ask('POST', '/v1/cases', { key, json: claimOn('B1') }))
    const answer = await service.ask('GET', `/v1/cases/${own.id}/uploads/${ids.upload}`, { key })
    expect(answer.status).toBe(404)
  })

  it('do not give away the place of an event', async () => {
    const { items } = await read(service.ask('GET', '/v1/events'))
    const headers = { 'last-event-id': items[0]?.id ?? '' }
    const answer = await service.ask('GET', '/v1/events/stream', { key: service.other.liveKey, headers })
    expect(await answer.json()).toMatchObject({ code: 'cursor-unknown' })
  })

  it('do not share an Idempotency-Key', async () => {
    const headers = { 'idempotency-key': 'the-same' }
    const mine = await read(service.ask('POST', '/v1/cases', { json: claimOn('C1'), headers }))
    const theirs = await read(service.ask('POST', '/v1/cases', { json: claimOn('C1'), headers, key: service.other.liveKey }))
    expect(theirs.id).not.toBe(mine.id)
  })
})
