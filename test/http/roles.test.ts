import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openApiDocument } from '../../src/http/open-api-document.js'
import { roleScopes } from '../../src/http/role-scopes.js'
import { judgeCase } from '../../src/judge/judge-case.js'
import { deciders, type Role, roles } from '../../src/model/person.js'
import { buildCase, highTrust } from '../builders/case.js'
import { drawReading } from '../builders/reading.js'
import { openService, read, type Service } from './open-service.js'
import { claimOn, formOf, picture, pushed } from './samples.js'
import { type Browser, signedIn } from './visitor.js'

const everybody: readonly Role[] = roles
const staff: readonly Role[] = ['reviewer', 'lead', 'admin']
const lookers: readonly Role[] = [...staff, 'auditor']

/** Which roles may do what, by operation of the OpenAPI document: every one under /v1 stands here. */
const may: Readonly<Record<string, readonly Role[]>> = {
  getMe: everybody,
  getOrder: everybody,
  listOrders: everybody,
  putOrder: ['admin'],
  postOrders: ['admin'],
  importOrders: ['admin'],
  checkEligibility: everybody,
  getCase: everybody,
  listCases: everybody,
  getVerdict: everybody,
  listVerdicts: everybody,
  openCase: staff,
  addEvidence: [...staff, 'merchant'],
  beginUpload: [...staff, 'merchant'],
  getUpload: [...staff, 'merchant'],
  appendUpload: [...staff, 'merchant'],
  finishUpload: [...staff, 'merchant'],
  // A merchant finds none: what is thought of a buyer is not for the other side.
  getCaseSheet: everybody,
  getEvidencePicture: everybody,
  getEvidenceCrop: everybody,
  listAudit: ['lead', 'admin', 'auditor'],
  verifyAudit: ['lead', 'admin', 'auditor'],
  getEvidence: everybody,
  getReading: everybody,
  // Only in a request that says why, as the test of revealing shows.
  getEvidenceContent: [],
  screen: ['lead', 'admin'],
  getCurrentPolicy: lookers,
  getCommentedPolicy: lookers,
  checkPolicy: lookers,
  getPolicy: lookers,
  listPolicies: lookers,
  publishPolicy: ['lead', 'admin'],
  listEvents: lookers,
  streamEvents: lookers,
  listWebhooks: ['lead', 'admin', 'auditor'],
  getWebhook: ['lead', 'admin', 'auditor'],
  listDeliveries: ['lead', 'admin', 'auditor'],
  getDelivery: ['lead', 'admin', 'auditor'],
  addWebhook: ['admin'],
  changeWebhook: ['admin'],
  rotateWebhookSecret: ['admin'],
  removeWebhook: ['admin'],
  replayDelivery: ['admin'],
  listApiKeys: ['admin'],
  addApiKey: ['admin'],
  rotateApiKey: ['admin'],
  revokeApiKey: ['admin'],
  listPeople: ['lead', 'admin', 'auditor'],
  invitePerson: ['admin'],
  changePerson: ['admin'],
  renewLink: ['admin'],
  getTimeline: everybody,
  getExplanation: everybody,
  listNotices: everybody,
  receiveNotice: everybody,
  answerAsMerchant: [...staff, 'merchant'],
  appealCase: staff,
  askForPerson: staff,
  decideCase: staff,
  restCase: [...staff, 'merchant'],
  takeCase: staff,
  listQueue: staff,
  countQueue: staff,
  takeNext: staff,
  holdCase: staff,
  letGoOfCase: staff,
  assignCase: staff,
  listColleagues: staff,
  undoDecision: staff,
  signDecision: staff,
  listNotes: staff,
  addNote: staff,
  listMentions: staff,
  readMention: staff,
  nextSecondLook: staff,
  answerSecondLook: staff,
  getAgreement: ['lead', 'admin', 'auditor'],
  listViews: staff,
  getView: staff,
  putView: staff,
  removeView: staff,
  withdrawCase: staff,
  addLink: staff,
  listLinks: staff,
  revokeLink: staff,
  getDispute: lookers,
  getDisputePack: lookers,
  getDisputePackPicture: lookers,
  listDisputes: lookers,
  getRefund: lookers,
  listRefunds: lookers,
  getExposure: lookers,
  getBoard: ['lead', 'admin', 'auditor'],
  getPolicyDraft: lookers,
  getPolicyReplay: lookers,
  getPolicyShadow: lookers,
  listPolicyDrafts: lookers,
  listPolicyReplayFlips: lookers,
  listPolicyReplays: lookers,
  listPolicyShadowFlips: lookers,
  reportRefund: ['lead', 'admin'],
  stateRefund: ['lead', 'admin'],
  tripBreaker: ['lead', 'admin'],
  resetBreaker: ['lead', 'admin'],
  auditPayment: ['lead', 'admin'],
  draftPolicy: ['lead', 'admin'],
  changePolicyDraft: ['lead', 'admin'],
  removePolicyDraft: ['lead', 'admin'],
  replayPolicy: ['lead', 'admin'],
  startPolicyShadow: ['lead', 'admin'],
  endPolicyShadow: ['lead', 'admin'],
  withdrawPolicy: ['lead', 'admin'],
  listDeletions: ['admin', 'auditor'],
  exportBuyer: ['admin', 'auditor'],
  deleteBuyer: ['admin'],
}

const cardKey = 'WXYZ-1234-ABCD-9876'
let service: Service
const browsers = new Map<Role, Browser>()
/** Of two merchants of the shop: the order, the case and its evidence. */
const things = { mine: { order: 'M1', case: '', evidence: '' }, theirs: { order: 'T1', case: '', evidence: '' } }

beforeAll(async () => {
  service = await openService()
  for (const [whose, merchantId] of [
    ['mine', 'merchant-1'],
    ['theirs', 'merchant-2'],
  ] as const) {
    const thing = things[whose]
    await service.ask('PUT', `/v1/orders/${thing.order}`, {
      json: { ...pushed(thing.order, { merchantId, deliveredKeys: [cardKey] }), buyer: { ...highTrust, deviceId: 'device-77' } },
    })
    thing.case = (await read(service.ask('POST', '/v1/cases', { json: claimOn(thing.order, `卡密 ${cardKey} 不能用`) }))).id
    const added = service.ask('POST', `/v1/cases/${thing.case}/evidence`, { body: formOf({ file: picture() }) })
    thing.evidence = (await read(added)).items[0]?.id ?? ''
    const { caseFile } = buildCase({ pieces: [] })
    const { evidence: _, ...rest } = caseFile
    await service.parts.store.inPlatform(service.shop.live.id, async (rows) => {
      await rows.readings.put(thing.evidence, drawReading([`订单号 ${thing.order}`, `卡密 ${cardKey}`]))
      const revision = (await rows.cases.get(thing.case))?.revision ?? 0
      await rows.verdicts.insert({ caseId: thing.case, revision, verdict: judgeCase(caseFile, []), judgedBy: { ...rest, evidence: [] } })
    })
  }
  for (const role of roles) {
    const { browser } = await signedIn(service, role, { merchantId: role === 'merchant' ? 'merchant-1' : null })
    browsers.set(role, browser)
  }
})
afterAll(() => service.close())

const operations = () =>
  Object.entries(openApiDocument(service.app).paths ?? {}).flatMap(([path, item]) =>
    Object.entries(item ?? {}).map(([method, operation]) => ({ path, method: method.toUpperCase(), id: String(operation.operationId) })),
  )
const inV1 = () => operations().filter(({ path }) => path.startsWith('/v1/'))

/** As a role asks; of a stream only the beginning. */
async function askAs(role: Role, method: string, address: string, headers: Readonly<Record<string, string>> = {}) {
  const answer = (await browsers.get(role)?.ask(method, address, { headers })) ?? Response.error()
  if ((answer.headers.get('content-type') ?? '').startsWith('text/event-stream')) {
    await answer.body?.cancel()
    return { status: answer.status, text: '' }
  }
  return { status: answer.status, text: await answer.text() }
}

/** Every operation that only looks, at the things of one merchant. */
function looksAt(thing: (typeof things)['mine']): readonly string[] {
  const idOf = (path: string) => (path.includes('/cases/') ? thing.case : path.includes('/evidence/') ? thing.evidence : 'x')
  return inV1()
    .filter(({ method, id }) => method === 'GET' && id !== 'streamEvents')
    .map(({ path }) =>
      path
        .replace('{number}', thing.order)
        .replace('{version}', '1')
        .replace('{upload}', 'x')
        .replace('{id}', idOf(path))
        .replace(/crop$/, 'crop?box=0,0,9,9'),
    )
}

describe('the roles', () => {
  it('that may decide are those whose people are assigned, mentioned and reminded', () => {
    expect(deciders).toEqual(roles.filter((role) => roleScopes[role].includes('cases:decide')))
  })

  it('are told what they may do at every route there is', () => {
    expect(
      inV1()
        .map(({ id }) => id)
        .sort(),
    ).toEqual(Object.keys(may).sort())
  })

  it.each(roles)('may do what their table says and nothing else: %s', async (role) => {
    const allowed: string[] = []
    for (const { path, method, id } of inV1()) {
      // Nothing has this id: what is let through finds nothing, and what has no body says so.
      const address = path.replace(/\{version\}/, '999').replace(/\{\w+\}/g, 'none_01jdq0v1f2e3d4c5b6a798yzxw')
      const { status, text } = await askAs(role, method, address)
      expect(status, id).not.toBe(401)
      expect(status, `${id}: ${text}`).toBeLessThan(500)
      if (status !== 403) allowed.push(id)
      else expect(text, id).toContain('scope-missing')
    }
    expect(allowed.sort()).toEqual(
      Object.entries(may)
        .filter(([, those]) => those.includes(role))
        .map(([id]) => id)
        .sort(),
    )
  })

  it.each(roles)('see no card key in any answer unless they say why: %s', async (role) => {
    for (const address of [...looksAt(things.mine), ...looksAt(things.theirs)]) {
      const { text } = await askAs(role, 'GET', address)
      expect(text, address).not.toContain(cardKey)
    }
  })
})

describe('a merchant', () => {
  it('sees the orders, cases and evidence of its own, and nothing of another merchant by any route', async () => {
    const mine = await askAs('merchant', 'GET', `/v1/cases/${things.mine.case}`)
    expect(JSON.parse(mine.text)).toMatchObject({
      id: things.mine.case,
      claim: { statement: expect.stringContaining('不能用') },
      verdict: null,
    })
    expect((await askAs('merchant', 'GET', `/v1/orders/${things.mine.order}`)).status).toBe(200)
    expect((await askAs('merchant', 'GET', `/v1/evidence/${things.mine.evidence}/reading`)).status).toBe(200)
    const { order, case: caseId, evidence } = things.theirs
    for (const address of looksAt(things.theirs)) {
      const { status, text } = await askAs('merchant', 'GET', address)
      // What names the other's thing repeats the id that was asked for, and no more.
      if ([order, caseId, evidence].some((id) => address.includes(id))) expect([403, 404], address).toContain(status)
      else for (const word of [`"${order}"`, caseId, evidence, 'merchant-2']) expect(text, address).not.toContain(word)
    }
    for (const list of ['/v1/orders', '/v1/cases']) expect(JSON.parse((await askAs('merchant', 'GET', list)).text).items).toHaveLength(1)
  })

  it('learns nothing of the buyer but the claim: no credit, no history, no device, no verdict', async () => {
    for (const address of looksAt(things.mine)) {
      const { text } = await askAs('merchant', 'GET', address)
      for (const word of ['creditScore', 'accountAgeDays', 'refunds90d', 'trustTier', 'device-77'])
        expect(text, address).not.toContain(word)
    }
    expect(JSON.parse((await askAs('merchant', 'GET', `/v1/orders/${things.mine.order}`)).text).buyer).toBeNull()
  })

  it('is told of an order of another as of one that is not there, also when it asks before a claim', async () => {
    const ask = async (orderNumber: string) => {
      const answer = (await browsers.get('merchant')?.ask('POST', '/v1/eligibility', { json: claimOn(orderNumber) })) ?? Response.error()
      const { payouts, outcome, rule } = (await answer.json()) as Record<string, unknown>
      return { payouts, outcome, rule }
    }
    expect(await ask(things.theirs.order)).toEqual(await ask('NOBODY-HAS-THIS'))
    expect(await ask(things.mine.order)).not.toEqual(await ask('NOBODY-HAS-THIS'))
  })
})

describe('revealing', () => {
  const why = { 'reveal-reason': encodeURIComponent('买家说卡密不对，核对') }

  it('is for leads and admins, and only in a request that says why', async () => {
    const address = `/v1/orders/${things.mine.order}`
    for (const role of roles) {
      const { status, text } = await askAs(role, 'GET', address, why)
      if (role === 'lead' || role === 'admin') expect(text, role).toContain(cardKey)
      else expect(status, role).toBe(403)
    }
    expect((await askAs('lead', 'GET', `/v1/evidence/${things.mine.evidence}/content`, why)).status).toBe(200)
    for (const bad of ['', 'x', '%', encodeURIComponent('x'.repeat(201))]) {
      expect((await askAs('lead', 'GET', address, { 'reveal-reason': bad })).status, bad).toBe(400)
    }
  })

  it('is not repeated to another person under the same Idempotency-Key', async () => {
    const ask = (role: Role) =>
      browsers.get(role)?.ask('POST', '/v1/eligibility', { json: claimOn(things.mine.order), headers: { 'idempotency-key': 'one' } })
    expect((await ask('lead'))?.status).toBe(200)
    expect((await ask('lead'))?.headers.get('idempotency-replayed')).toBe('true')
    expect(await (await ask('merchant'))?.json()).toMatchObject({ code: 'idempotency-key-reused' })
  })

  it('writes who, what and why into the audit log, each time', async () => {
    const count = async () => {
      const { rows } = await service.parts.store.inPlatform(service.shop.live.id, ({ audit }) => audit.list({ limit: 200, after: null }))
      return rows.filter(({ action }) => action === 'keys.revealed')
    }
    const before = await count()
    await askAs('lead', 'GET', `/v1/cases/${things.mine.case}`, why)
    await askAs('lead', 'GET', `/v1/cases/${things.mine.case}`)
    const [latest, ...others] = await count()
    expect(others).toHaveLength(before.length)
    expect(latest).toMatchObject({ subject: `/v1/cases/${things.mine.case}`, details: { why: '买家说卡密不对，核对', method: 'GET' } })
    expect(latest?.actor).toMatch(/^per_/)
  })
})
