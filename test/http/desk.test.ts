import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { carryDecision } from '../../src/pipeline/carry-decision.js'
import { moveStoredCase } from '../../src/pipeline/move-stored-case.js'
import type { PlatformRows } from '../../src/ports/store.js'
import { lookOf } from '../adapters/store/store-parts.js'
import { deliveredKey } from '../builders/case.js'
import { openService, read, type Service } from './open-service.js'
import { claimOn, formOf, picture, pushed } from './samples.js'
import { signedIn } from './visitor.js'

type Person = Awaited<ReturnType<typeof signedIn>>
type Json = Record<string, never>

let service: Service
let nowMs = Date.now()
let [ann, bo, lead]: Person[] = []

beforeAll(async () => {
  service = await openService({ now: () => new Date(nowMs) })
  ann = await signedIn(service, 'reviewer', { email: 'ann@shop.example' })
  bo = await signedIn(service, 'reviewer', { email: 'bo@shop.example' })
  lead = await signedIn(service, 'lead')
})
afterAll(() => service.close())

const inShop = <T>(work: (rows: PlatformRows) => Promise<T>) => service.parts.store.inPlatform(service.shop.live.id, work)

/** A case that a person is to decide. */
async function inReview(number: string): Promise<string> {
  await service.ask('PUT', `/v1/orders/${number}`, { json: pushed(number, { deliveredKeys: [deliveredKey] }) })
  const { id } = await read(service.ask('POST', '/v1/cases', { json: claimOn(number) }))
  const judgedAt = new Date(nowMs).toISOString()
  const command = { is: 'judged', outcome: 'review', objected: false, until: null, judgedAt, payouts: [] } as const
  await inShop((rows) => moveStoredCase(rows, id, command, { actor: 'system', now: judgedAt }))
  return id
}

const as = async (who: Person | undefined, method: string, address: string, json?: unknown) => {
  const answer = await (who ?? lead)?.browser.ask(method, address, json === undefined ? {} : { json })
  const text = (await answer?.text()) ?? ''
  return { status: answer?.status, text, body: (text.startsWith('{') ? JSON.parse(text) : {}) as Json }
}
const hold = (who: Person | undefined, id: string) => as(who, 'POST', `/v1/cases/${id}/lease`, {})
const pay = { decision: 'pay', words: '' }
const queueOf = async (search: string) => (await as(ann, 'GET', `/v1/queue?search=${search}&language=en`)).body as { items?: Json[] }

/** All events from the first on, as a person's stream sends them until it has no more. */
async function streamed(who: Person | undefined): Promise<string> {
  const first = (await read(service.ask('GET', '/v1/events?limit=1'))).items[0]?.id ?? ''
  const answer = await who?.browser.ask('GET', '/v1/events/stream', { headers: { 'last-event-id': first } })
  let told = ''
  for await (const part of answer?.body ?? []) {
    told += new TextDecoder().decode(part)
    if (told.includes(': alive')) break
  }
  return told
}

describe('the review desk', () => {
  it('shows what waits with everything a line needs, and who holds it', async () => {
    const id = await inReview('DESK-1')
    const taken = await as(ann, 'POST', '/v1/queue/take-next?language=en', { filter: { search: 'desk-1' } })
    expect(taken.body).toMatchObject({ item: { id, lease: { holder: { id: ann?.person.id, name: 'reviewer' } } } })
    expect((await queueOf('desk-1')).items).toMatchObject([
      {
        id,
        state: 'in-review',
        needs: 'review',
        amountFen: 12_800,
        productName: expect.stringMatching(/./),
        merchantId: expect.stringMatching(/./),
        assignee: null,
        isOverdue: false,
        mayTake: true,
        waitsFor: { whom: 'reviewer' },
      },
    ])
    expect((await as(bo, 'GET', '/v1/queue?search=desk-1')).body).toMatchObject({ items: [{ mayTake: false }] })
    expect((await as(bo, 'POST', '/v1/queue/take-next', { filter: { search: 'desk-1' } })).body).toEqual({ item: null })
    expect(await hold(bo, id)).toMatchObject({
      status: 409,
      body: { code: 'case-taken', about: { name: 'reviewer', holder: ann?.person.id } },
    })
    expect((await as(ann, 'GET', '/v1/queue/counts')).body).toMatchObject({ inReview: 1, held: 1, nobodys: 1, secondLooks: 0 })
    expect((await as(ann, 'DELETE', `/v1/cases/${id}/lease`)).status).toBe(204)
    expect((await hold(bo, id)).status).toBe(200)
    expect((await hold(bo, id)).status).toBe(200)
    const held = await inShop(({ audit }) => audit.list({ limit: 10, after: null, subjects: [id], action: 'case.held' }))
    expect(held.rows.map(({ actor }) => actor)).toEqual([bo?.person.id, ann?.person.id])
    expect((await as(ann, 'GET', '/v1/queue?cursor=bm9uZQ')).status).toBe(200)
    expect((await as(ann, 'GET', '/v1/queue?overdue=maybe')).status).toBe(422)
  })

  it('keeps what a person decided until it can no longer be taken back, and says so in the case', async () => {
    const id = await inReview('DESK-2')
    expect((await as(ann, 'POST', `/v1/cases/${id}/decision`, pay)).body).toMatchObject({ code: 'lease-needed' })
    await hold(ann, id)
    const stale = await as(ann, 'POST', `/v1/cases/${id}/decision`, { ...pay, seenRevision: 99 })
    expect(stale).toMatchObject({ status: 409, body: { code: 'case-changed' } })
    // Whoever is named, it is the person who is signed in that decides.
    const { body } = await as(ann, 'POST', `/v1/cases/${id}/decision`, { ...pay, person: 'somebody else' })
    const pending = {
      by: { id: ann?.person.id },
      decision: 'pay',
      amountFen: 12_800,
      needsSecond: false,
      effectiveAt: new Date(nowMs + 10_000).toISOString(),
    }
    expect(body).toMatchObject({ state: 'in-review', pendingDecision: pending })
    expect((await as(bo, 'GET', `/v1/cases/${id}`)).body).toMatchObject({ state: 'in-review', pendingDecision: pending })
    expect((await queueOf('desk-2')).items).toEqual([])
    expect(await hold(bo, id)).toMatchObject({ status: 409, body: { code: 'decision-pending' } })
    expect((await as(ann, 'DELETE', `/v1/cases/${id}/decision`)).body).toMatchObject({ id, state: 'in-review' })
    expect((await as(bo, 'GET', `/v1/cases/${id}`)).body).toMatchObject({ pendingDecision: null })
    expect(await as(ann, 'DELETE', `/v1/cases/${id}/decision`)).toMatchObject({ status: 409, body: { code: 'undo-too-late' } })
    expect(await service.jobsOf(id)).not.toContain('carry-refund')
  })

  it("carries an API key's decision out at once: the platform's own system answers for its people", async () => {
    const id = await inReview('DESK-3')
    await hold(ann, id)
    const nobody = await service.ask('POST', `/v1/cases/${id}/decision`, { json: pay })
    expect(await nobody.json()).toMatchObject({ code: 'request-invalid' })
    const decided = await service.ask('POST', `/v1/cases/${id}/decision`, { json: { ...pay, person: 'li' } })
    expect(await decided.json()).toMatchObject({ state: 'paying', firstDecider: 'li', pendingDecision: null })
    for (const [method, address] of [
      ['POST', `/v1/cases/${id}/lease`],
      ['POST', '/v1/queue/take-next'],
      ['GET', '/v1/me/views'],
      ['GET', '/v1/second-looks/next'],
    ] as const) {
      const json = method === 'POST' ? { json: {} } : {}
      expect(await (await service.ask(method, address, json)).json(), address).toMatchObject({ code: 'person-needed' })
    }
  })

  it('lets leads assign anyone who may decide, and reviewers take a case or give their own back', async () => {
    const id = await inReview('DESK-4')
    const assign = (who: Person | undefined, personId: string | null | undefined) =>
      as(who, 'PUT', `/v1/cases/${id}/assignee`, { personId })
    expect((await assign(ann, bo?.person.id)).status).toBe(403)
    expect((await assign(ann, ann?.person.id)).body).toMatchObject({ assignee: { id: ann?.person.id } })
    expect((await assign(bo, bo?.person.id)).status).toBe(403)
    expect((await assign(bo, null)).status).toBe(403)
    expect((await assign(lead, bo?.person.id)).status).toBe(200)
    expect((await as(bo, 'GET', '/v1/queue?assignee=me')).body).toMatchObject({ items: [{ id, assignee: { id: bo?.person.id } }] })
    expect((await as(ann, 'POST', '/v1/queue/take-next', { filter: { search: 'desk-4' } })).body).toEqual({ item: null })
    expect((await assign(bo, null)).body).toEqual({ assignee: null })
    const merchant = await signedIn(service, 'merchant', { merchantId: 'merchant-1' })
    expect((await assign(lead, merchant.person.id)).status).toBe(422)
    const { items } = (await as(ann, 'GET', '/v1/colleagues')).body as { items?: { id: string }[] }
    expect(items?.map((one) => one.id).sort()).toEqual([ann, bo, lead].map((who) => who?.person.id).sort())
  })

  it('keeps notes for those who decide, with keys masked, and tells who is named', async () => {
    const id = await inReview('DESK-5')
    const words = `@bo 卡密 ${deliveredKey} 似乎用过`
    const note = await as(ann, 'POST', `/v1/cases/${id}/notes`, { words, mentions: [bo?.person.id] })
    expect(note).toMatchObject({
      status: 201,
      body: { author: { id: ann?.person.id, name: 'reviewer' }, mentions: [{ id: bo?.person.id }] },
    })
    const mentions = await as(bo, 'GET', '/v1/me/mentions?unread=true')
    expect(mentions.body).toMatchObject({ items: [{ caseId: id, readAt: null }] })
    const listed = await as(bo, 'GET', `/v1/cases/${id}/notes`)
    for (const { text } of [note, mentions, listed]) {
      expect(text).toContain('似乎用过')
      expect(text).not.toContain(deliveredKey)
    }
    expect((await as(bo, 'GET', '/v1/queue/counts')).body).toMatchObject({ mentions: 1 })
    const noteId = (note.body as { id?: string }).id
    expect((await as(ann, 'POST', `/v1/me/mentions/${noteId}/read`)).status).toBe(404)
    expect((await as(bo, 'POST', `/v1/me/mentions/${noteId}/read`)).status).toBe(204)
    expect((await as(bo, 'GET', '/v1/me/mentions?unread=true')).body).toEqual({ items: [], next: null })
    expect((await as(bo, 'GET', '/v1/me/mentions')).body).toMatchObject({ items: [{ readAt: expect.stringMatching(/^20/) }] })
    expect((await as(ann, 'POST', `/v1/cases/${id}/notes`, { words: 'x', mentions: ['per_nobody'] })).status).toBe(422)
    const { secret } = await read(service.ask('POST', '/v1/api-keys', { json: { name: 'shop', scopes: ['cases:read', 'events:read'] } }))
    expect((await service.ask('GET', `/v1/cases/${id}/notes`, { key: secret })).status).toBe(403)
    const audit = await inShop(({ audit: log }) => log.list({ limit: 5, after: null }))
    expect(JSON.stringify(audit)).toContain('note.added')
    expect(JSON.stringify(audit)).not.toContain('似乎')
  })

  it('keeps views of the queue for each person alone, at most 50', async () => {
    const filter = { state: 'in-review', amountFromFen: 50_000, overdue: true, assignee: 'me' }
    const name = encodeURIComponent('大额 / 超时')
    expect((await as(ann, 'PUT', `/v1/me/views/${name}`, { filter })).body).toMatchObject({ name: '大额 / 超时', filter })
    expect((await as(ann, 'GET', `/v1/me/views/${name}`)).body).toMatchObject({ filter })
    expect((await as(bo, 'GET', '/v1/me/views')).body).toEqual({ items: [] })
    expect((await as(bo, 'DELETE', `/v1/me/views/${name}`)).status).toBe(404)
    expect((await as(ann, 'PUT', '/v1/me/views/x', { filter: { overdue: 'perhaps' } })).status).toBe(422)
    for (let count = 1; count < 50; count++) await as(ann, 'PUT', `/v1/me/views/v${count}`, { filter: {} })
    expect(await as(ann, 'PUT', '/v1/me/views/one-more', { filter: {} })).toMatchObject({ status: 409, body: { code: 'views-full' } })
    expect((await as(ann, 'PUT', `/v1/me/views/${name}`, { filter: {} })).status).toBe(200)
    expect((await as(ann, 'DELETE', `/v1/me/views/${name}`)).status).toBe(204)
  })

  it('hides what was decided from who looks a second time, until the look is kept', async () => {
    const id = await inReview('DESK-6')
    await hold(ann, id)
    await as(ann, 'POST', `/v1/cases/${id}/notes`, { words: '我要拒绝' })
    await as(ann, 'POST', `/v1/cases/${id}/decision`, { decision: 'refuse', reasonCode: 'used-before', words: '已经用过' })
    const open = await inShop((rows) => rows.decisions.openOf(id))
    nowMs += 10_000
    const { store } = service.parts
    await carryDecision({ store, now: service.parts.now }, { platformId: service.shop.live.id, decisionId: open?.id ?? '' })
    expect((await as(bo, 'GET', `/v1/cases/${id}`)).body).toMatchObject({ state: 'appealable', result: 'refused' })
    await inShop(({ secondLooks }) =>
      secondLooks.add(lookOf(id, ann?.person.id ?? '', { decision: 'refuse', reasonCode: 'used-before', movesBefore: 1 })),
    )
    expect((await as(ann, 'GET', '/v1/second-looks/next')).body).toEqual({ item: null })
    expect((await as(bo, 'GET', '/v1/second-looks/next')).body).toMatchObject({ item: { caseId: id } })
    for (const address of ['', '/timeline', '/notes'])
      expect((await as(bo, 'GET', `/v1/cases/${id}${address}`)).text, address).not.toMatch(
        /refuse|used-before|已经用过|我要拒绝|appealable/,
      )
    expect((await as(lead, 'GET', `/v1/cases/${id}/timeline`)).text).toContain('used-before')
    expect((await as(lead, 'GET', `/v1/events?caseId=${id}&limit=100`)).text).toContain('case.decided')
    for (const address of [
      `/v1/cases/${id}/sheet`,
      `/v1/cases/${id}/notices`,
      '/v1/cases?orderNumber=DESK-6',
      '/v1/cases?state=appealable',
      '/v1/queue?search=desk-6',
      `/v1/events?caseId=${id}&limit=100`,
    ])
      expect((await as(bo, 'GET', address)).text, address).not.toMatch(/refuse|used-before|已经用过|我要拒绝|appealable|case\.decided/)
    expect((await as(bo, 'GET', '/v1/cases?orderNumber=DESK-6')).body).toMatchObject({ items: [{ id, state: 'in-review', result: null }] })
    expect((await as(bo, 'GET', '/v1/cases?state=appealable')).text).not.toContain(id)
    expect(await streamed(bo)).not.toContain(id)
    expect(await streamed(lead)).toContain(id)
    const answer = { decision: 'pay', reasonCode: null }
    expect((await as(lead, 'POST', `/v1/second-looks/${id}`, answer)).body).toMatchObject({ code: 'lease-needed' })
    expect((await as(bo, 'POST', `/v1/second-looks/${id}`, answer)).body).toMatchObject({
      agrees: false,
      first: { by: { id: ann?.person.id }, decision: 'refuse', reasonCode: 'used-before' },
    })
    expect((await as(bo, 'GET', `/v1/cases/${id}`)).body).toMatchObject({ state: 'appealable', result: 'refused' })
    expect((await as(lead, 'GET', '/v1/second-looks/agreement')).body).toMatchObject({
      all: { looked: 1, agreed: 0 },
      pairs: [{ first: { id: ann?.person.id }, second: { id: bo?.person.id }, looked: 1, agreed: 0 }],
      waiting: expect.any(Number),
    })
    expect((await as(ann, 'GET', '/v1/second-looks/agreement')).status).toBe(403)
  })

  it('hides from who looks a second time that a case was paid, in lists of refunds too', async () => {
    const id = await inReview('DESK-9')
    await hold(ann, id)
    await as(ann, 'POST', `/v1/cases/${id}/decision`, pay)
    const open = await inShop((rows) => rows.decisions.openOf(id))
    nowMs += 10_000
    await carryDecision(service.parts, { platformId: service.shop.live.id, decisionId: open?.id ?? '' })
    await inShop(({ secondLooks }) => secondLooks.add(lookOf(id, ann?.person.id ?? '')))
    const { items } = (await as(bo, 'GET', `/v1/refunds?caseId=${id}`)).body as { items?: Json[] }
    expect(items).toHaveLength(1)
    const its = `/v1/refunds/${(items as { id?: string }[])[0]?.id}`
    expect((await as(bo, 'GET', its)).status).toBe(200)
    expect((await as(bo, 'GET', '/v1/second-looks/next')).body).toMatchObject({ item: { caseId: id } })
    expect((await as(bo, 'GET', `/v1/refunds?caseId=${id}`)).body).toEqual({ items: [], next: null })
    expect((await as(bo, 'GET', its)).status).toBe(404)
    expect((await as(lead, 'GET', its)).status).toBe(200)
    await as(bo, 'POST', `/v1/second-looks/${id}`, { decision: 'pay', reasonCode: null })
    expect((await as(bo, 'GET', its)).status).toBe(200)
  })

  it('asks another person for a payment above the limit, by address', async () => {
    const id = await inReview('DESK-7')
    await service.ask('PUT', '/v1/orders/DESK-7', { json: pushed('DESK-7', { amountFen: 60_000 }) })
    await hold(ann, id)
    const { body } = await as(ann, 'POST', `/v1/cases/${id}/decision`, { ...pay, words: '查实，全额退' })
    expect(body).toMatchObject({ state: 'in-review', pendingDecision: { amountFen: 60_000, needsSecond: true, effectiveAt: null } })
    const signUntil = new Date(nowMs + 24 * 3_600_000).toISOString()
    expect(body).toMatchObject({ pendingDecision: { signUntil } })
    expect((await as(bo, 'GET', '/v1/queue?needs=second-signature')).body).toMatchObject({
      items: [
        { id, needs: 'second-signature', signer: { id: ann?.person.id }, signUntil, until: signUntil, waitsFor: { until: signUntil } },
      ],
    })
    expect(await hold(ann, id)).toMatchObject({ status: 403, body: { code: 'another-person-needed' } })
    await hold(bo, id)
    expect((await as(bo, 'GET', `/v1/cases/${id}/sheet`)).body).toMatchObject({ case: { pendingDecision: { words: '查实，全额退' } } })
    const looking = await read(service.ask('POST', '/v1/api-keys', { json: { name: 'looks', scopes: ['cases:read'] } }))
    const shown = await service.ask('GET', `/v1/cases/${id}`, { key: looking.secret })
    expect(await shown.json()).toMatchObject({ pendingDecision: { words: null } })
    expect((await as(bo, 'POST', `/v1/cases/${id}/second-signature`, { agree: false })).status).toBe(422)
    const signed = await as(bo, 'POST', `/v1/cases/${id}/second-signature`, { agree: true })
    expect(signed.body).toMatchObject({ state: 'in-review', pendingDecision: { needsSecond: false, signedBy: { id: bo?.person.id } } })
    expect((await as(bo, 'DELETE', `/v1/cases/${id}/decision`)).status).toBe(200)
  })

  it('gives a case back to the queue when evidence comes before the decision is carried out', async () => {
    const id = await inReview('DESK-8')
    await hold(ann, id)
    await as(ann, 'POST', `/v1/cases/${id}/decision`, pay)
    expect((await service.ask('POST', `/v1/cases/${id}/evidence`, { body: formOf({ file: picture(430) }) })).status).toBe(201)
    expect((await queueOf('desk-8')).items).toHaveLength(1)
    expect((await as(ann, 'GET', '/v1/me/mentions?unread=true&language=en')).body).toMatchObject({
      items: [{ caseId: id, author: { id: 'system' }, words: expect.stringMatching(/not carried out/) }],
    })
    expect(service.reported).toEqual([])
  })
})
