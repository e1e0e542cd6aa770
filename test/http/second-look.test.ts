import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openApiDocument } from '../../src/http/open-api-document.js'
import { carryDecision } from '../../src/pipeline/carry-decision.js'
import { judgeStoredCase } from '../../src/pipeline/judge-stored-case.js'
import { moveStoredCase } from '../../src/pipeline/move-stored-case.js'
import type { PlatformRows } from '../../src/ports/store.js'
import { lookOf } from '../adapters/store/store-parts.js'
import { highTrust } from '../builders/case.js'
import { drawReading } from '../builders/reading.js'
import { openService, read, type Service } from './open-service.js'
import { claimOn, formOf, picture, pushed } from './samples.js'
import { type Browser, signedIn } from './visitor.js'

/** What stands nowhere but in the decision of a case. */
const tells = { refused: ['此事另有隐情', 'tells-why-42'], paid: ['卡密确实无效'] }
const kinds = ['refused', 'paid'] as const
type Kind = (typeof kinds)[number]
const cardKey = 'WXYZ9-ABCDE-23456-FGHJK-7RSTU'
const failurePage = ['Windows 激活', `产品密钥 ${cardKey}`, '无法激活 Windows', '错误代码：0xC004C003']
const buyerId = highTrust.id

let service: Service
let nowMs = Date.now()
let decider: Awaited<ReturnType<typeof signedIn>>
/** Who look a second time, each at one, and may see as much as anybody. */
const lookers = new Map<Kind, Browser>()
let colleague: Browser
/** Two cases: one refused, one paid; and a third that brought the same picture, decided by nobody. */
const ids = { refused: '', paid: '', open: '', refund: '', evidence: '' }
const movesBefore = new Map<string, number>()
/** Of the events that tell it. */
const deliveries: Record<Kind, string[]> = { refused: [], paid: [] }

const inShop = <T>(work: (rows: PlatformRows) => Promise<T>) => service.parts.store.inPlatform(service.shop.live.id, work)
const json = async (answer: Promise<Response>) => JSON.parse(await (await answer).text())

beforeAll(async () => {
  service = await openService({ now: () => new Date(nowMs) })
  decider = await signedIn(service, 'reviewer', { email: 'first@shop.example' })
  colleague = (await signedIn(service, 'admin', { email: 'third@shop.example' })).browser
  await inShop(({ endpoints }) => endpoints.add({ url: 'https://shop.example/hook', secret: 'whsec_x', types: null }))
  ids.refused = await decided('LOOK-1', { decision: 'refuse', reasonCode: tells.refused[1], words: tells.refused[0] })
  ids.paid = await decided('LOOK-2', { decision: 'pay', words: tells.paid[0] })
  ids.open = await inReview('LOOK-3')
  ids.refund = await inShop(async ({ refunds }) => (await refunds.ofCase(ids.paid))[0]?.id ?? '')
  tells.paid.push(ids.refund)
  const known = { actor: 'key_1', action: 'refund.reported', subject: ids.refund, details: { state: 'succeeded' } }
  await inShop(({ audit }) => audit.append(known))
  for (const kind of kinds) {
    await inShop(({ secondLooks }) =>
      secondLooks.add(lookOf(ids[kind], decider.person.id, { movesBefore: movesBefore.get(ids[kind]) ?? 0 })),
    )
    const { browser } = await signedIn(service, 'admin', { email: `${kind}@shop.example` })
    expect(await json(browser.ask('GET', '/v1/second-looks/next'))).toMatchObject({ item: { caseId: ids[kind] } })
    lookers.set(kind, browser)
    const listed = await json(colleague.ask('GET', `/v1/deliveries?limit=100&caseId=${ids[kind]}`))
    for (const { id, eventType } of listed.items) if (['case.decided', 'refund.requested'].includes(eventType)) deliveries[kind].push(id)
  }
})
afterAll(() => service.close())

/** A case with the same page as each other, judged, that a person is to decide. */
async function inReview(number: string): Promise<string> {
  const { parts, shop } = service
  await service.ask('PUT', `/v1/orders/${number}`, { json: pushed(number, { deliveredKeys: [cardKey] }) })
  const { id } = await read(service.ask('POST', '/v1/cases', { json: claimOn(number) }))
  const piece = await read(service.ask('POST', `/v1/cases/${id}/evidence`, { body: formOf({ file: picture(430) }) }))
  ids.evidence = piece.items[0]?.id ?? ''
  await inShop(({ readings }) => readings.put(ids.evidence, drawReading(failurePage)))
  const revision = (await inShop(({ cases }) => cases.get(id)))?.revision ?? 0
  await judgeStoredCase({ ...parts, orders: null }, { platformId: shop.live.id, caseId: id, revision })
  const judgedAt = new Date(nowMs).toISOString()
  const command = { is: 'judged', outcome: 'review', objected: false, until: null, judgedAt, payouts: [] } as const
  await inShop((rows) => moveStoredCase(rows, id, command, { actor: 'system', now: judgedAt }))
  movesBefore.set(id, (await inShop(({ cases }) => cases.get(id)))?.moves ?? 0)
  return id
}

async function decided(
  number: string,
  decision: { readonly decision: string; readonly words?: string | undefined; readonly reasonCode?: string | undefined },
): Promise<string> {
  const id = await inReview(number)
  await decider.browser.ask('POST', `/v1/cases/${id}/lease`, { json: {} })
  await decider.browser.ask('POST', `/v1/cases/${id}/notes`, { json: { words: decision.words } })
  await decider.browser.ask('POST', `/v1/cases/${id}/decision`, { json: decision })
  const open = await inShop(({ decisions }) => decisions.openOf(id))
  nowMs += 10_000
  await carryDecision(
    { store: service.parts.store, now: service.parts.now },
    { platformId: service.shop.live.id, decisionId: open?.id ?? '' },
  )
  return id
}

/** What each thing that is read under /v1 can be read as: the addresses of what hangs on the two cases. */
function addresses(): readonly string[] {
  const { paths } = openApiDocument(service.app) as unknown as { paths: Record<string, Record<string, unknown>> }
  return Object.entries(paths).flatMap(([path, operations]) => {
    if (!path.startsWith('/v1/') || !('get' in operations)) return []
    // It has no end, and offers what is asked for.
    if (path === '/v1/events/stream' || path === '/v1/second-looks/next') return []
    const filled = ownersOf(path).map((id) =>
      path
        .replace('{id}', id)
        .replace('{number}', 'LOOK-1')
        .replaceAll(/\{[a-z]+\}/g, '1'),
    )
    return filled.map((address) => `${address}?limit=100`)
  })
}

function ownersOf(path: string): readonly string[] {
  if (path.startsWith('/v1/cases/')) return [ids.refused, ids.paid, ids.open]
  if (path.startsWith('/v1/refunds/')) return [ids.refund]
  if (path.startsWith('/v1/deliveries/')) return [...deliveries.refused, ...deliveries.paid]
  if (path.startsWith('/v1/evidence/')) return [ids.evidence]
  if (path.startsWith('/v1/buyers/')) return [buyerId]
  return ['1']
}

/** The addresses that tell who asks how this case was decided. */
async function telling(who: Browser, kind: Kind): Promise<readonly string[]> {
  const found: string[] = []
  for (const address of addresses()) {
    const answer = await who.ask('GET', address)
    // Which says again what was asked for.
    if (answer.status === 404) continue
    const text = await answer.text()
    const isOwn = address.startsWith(`/v1/cases/${ids[kind]}`) && !address.includes('/sheet')
    const says = tells[kind].some((words) => text.includes(words)) || deliveries[kind].some((id) => text.includes(id))
    if (says || (isOwn && /"(?:result|decision)":"(?:refused|paid|refuse|pay)"|"(?:state|to)":"(?:appealable|paying)"/.test(text)))
      found.push(address.replace(/\?.*/, ''))
  }
  return found
}

describe.each(kinds)('who looks a second time at a case that was %s', (kind) => {
  const looker = () => lookers.get(kind) ?? colleague

  it('is told by no address of the API how it was decided, which all of them tell others', async () => {
    expect(deliveries[kind].length).toBeGreaterThan(0)
    const others = await telling(colleague, kind)
    expect(await telling(looker(), kind)).toEqual([])
    const about = ['', '/timeline', '/notes', '/sheet'].map((what) => `/v1/cases/${ids[kind]}${what}`)
    const told = ['/v1/events', '/v1/deliveries', ...deliveries[kind].map((id) => `/v1/deliveries/${id}`), ...about]
    const paid = kind === 'paid' ? ['/v1/audit', '/v1/refunds', `/v1/refunds/${ids.refund}`] : []
    for (const address of [...told, ...paid, `/v1/buyers/${buyerId}/export`]) expect(others).toContain(address)
  }, 60_000)

  it('finds nothing of it in the audit log, by subject, action or actor, nor in the file of it', async () => {
    const own = new RegExp(kind === 'paid' ? `${ids.paid}|${ids.refund}` : ids.refused)
    const ofRefund = kind === 'paid' ? [`subject=${ids.refund}`] : []
    for (const query of [`subject=${ids[kind]}`, 'action=case.moved', `actor=${decider.person.id}`, ...ofRefund]) {
      const address = `/v1/audit?limit=100&${query}`
      const [mine, theirs] = await Promise.all([json(looker().ask('GET', address)), json(colleague.ask('GET', address))])
      expect(JSON.stringify(theirs), query).toMatch(own)
      expect(JSON.stringify(mine), query).not.toMatch(own)
    }
    const csv = (who: Browser) => who.ask('GET', '/v1/audit', { headers: { accept: 'text/csv' } }).then((answer) => answer.text())
    expect(await csv(colleague)).toMatch(own)
    const mine = await csv(looker())
    expect(mine).toContain(ids.open)
    expect(mine).not.toMatch(own)
  })

  it('is refused whatever it would do with the case, and told of its refund as of one that is not there, however it was decided', async () => {
    const writing = ['post', 'put', 'patch', 'delete']
    const { paths } = openApiDocument(service.app) as unknown as { paths: Record<string, Record<string, unknown>> }
    const those = (start: string) =>
      Object.entries(paths).flatMap(([path, operations]) =>
        path.startsWith(start) ? writing.filter((method) => method in operations).map((method) => [method, path] as const) : [],
      )
    const fill = (path: string, id: string) => path.replace('{id}', id).replaceAll(/\{[a-z]+\}/g, '1')
    const inCase = those('/v1/cases/{id}/')
    expect(inCase.length).toBeGreaterThan(15)
    for (const [method, path] of inCase) {
      const answer = json(looker().ask(method.toUpperCase(), fill(path, ids[kind]), { json: {} }))
      expect(await answer, `${method} ${path}`).toMatchObject({
        status: 409,
        code: 'move-refused',
        detail: expect.stringContaining('second look'),
      })
    }
    const others = json(colleague.ask('POST', `/v1/cases/${ids[kind]}/lease`, { json: {} }))
    expect(await others).toMatchObject({ detail: expect.stringContaining(kind === 'paid' ? 'is paying' : 'is appealable') })
    const at = new Date(nowMs).toISOString()
    const bodies = { report: { state: 'succeeded', amountFen: 1, at }, statement: { person: 'a', state: 'failed', words: 'x' } }
    for (const [what, body] of Object.entries(bodies)) {
      const ask = (who: Browser) => who.ask('POST', `/v1/refunds/${ids.refund}/${what}`, { json: body })
      expect((await ask(looker())).status === 404, what).toBe(kind === 'paid')
      expect([200, 409], what).toContain((await ask(colleague)).status)
    }
  })

  it('is told nothing of it by another claim on its order, nor by deleting its buyer', async () => {
    const claim = claimOn(kind === 'paid' ? 'LOOK-2' : 'LOOK-1')
    for (const address of ['/v1/cases', '/v1/eligibility']) {
      expect(await json(looker().ask('POST', address, { json: claim })), address).toMatchObject({ status: 409, code: 'move-refused' })
      expect((await looker().ask('POST', address, { json: claimOn('LOOK-3') })).ok, address).toBe(true)
    }
    const deletion = looker().ask('POST', `/v1/buyers/${buyerId}/deletion`, { json: {} })
    expect(await json(deletion)).toMatchObject({ status: 409, code: 'move-refused' })
  })

  it('finds it by no search for what became of it', async () => {
    const number = kind === 'paid' ? 'LOOK-2' : 'LOOK-1'
    const found = async (who: Browser, address: string) => JSON.stringify(await json(who.ask('GET', `${address}&limit=100`)))
    const state = (await inShop(({ cases }) => cases.get(ids[kind])))?.state
    const telling = [`/v1/cases?state=${state}`, `/v1/events?caseId=${ids[kind]}`, `/v1/audit?subject=${ids[kind]}`]
    const ofRefund = kind === 'paid' ? [`/v1/refunds?orderNumber=${number}`] : []
    for (const address of [...telling, ...ofRefund]) {
      expect(await found(colleague, address), address).toContain(ids[kind])
      expect(await found(looker(), address), address).not.toContain(ids[kind])
    }
    for (const address of [`/v1/cases?orderNumber=${number}`, `/v1/cases?buyerId=${buyerId}`]) {
      const { items } = JSON.parse(await found(looker(), address))
      expect(items.find(({ id }: { id: string }) => id === ids[kind])).toMatchObject({ state: 'in-review', result: null })
    }
    expect(await found(looker(), `/v1/queue?search=${number}`)).toContain('"items":[]')
  })

  it('hears nothing of it in the stream of events', async () => {
    const first = (await json(colleague.ask('GET', '/v1/events?limit=1'))).items[0].id
    const heard = async (who: Browser) => {
      const answer = await who.ask('GET', '/v1/events/stream', { headers: { 'last-event-id': first } })
      let told = ''
      for await (const part of answer.body ?? []) {
        told += new TextDecoder().decode(part)
        if (told.includes(': alive')) break
      }
      return told
    }
    expect(await heard(colleague)).toContain(`"caseId":"${ids[kind]}"`)
    expect(await heard(looker())).not.toContain(`"caseId":"${ids[kind]}"`)
  })

  it('sees neither state nor result of it as a neighbour of another case', async () => {
    const neighbourFor = async (who: Browser) => {
      const { neighbours } = await json(who.ask('GET', `/v1/cases/${ids.open}/sheet`))
      return neighbours.find(({ caseId }: { caseId: string }) => caseId === ids[kind])
    }
    expect(await neighbourFor(colleague)).not.toMatchObject({ state: 'in-review' })
    expect(await neighbourFor(looker())).toMatchObject({ state: 'in-review', result: null })
  })

  it('cannot send on what would tell it, and is told again when the look is given', async () => {
    const [delivery = ''] = deliveries[kind]
    expect((await looker().ask('GET', `/v1/deliveries/${delivery}`)).status).toBe(404)
    expect((await looker().ask('POST', `/v1/deliveries/${delivery}/replay`, { json: {} })).status).toBe(404)
    expect(await json(looker().ask('GET', `/v1/buyers/${buyerId}/export`))).toMatchObject({ status: 409, code: 'move-refused' })
    await looker().ask('POST', `/v1/second-looks/${ids[kind]}`, { json: { decision: 'pay', reasonCode: null } })
    expect((await looker().ask('GET', `/v1/deliveries/${delivery}`)).status).toBe(200)
    expect((await json(looker().ask('GET', `/v1/audit?subject=${ids[kind]}&action=case.moved`))).items.length).toBeGreaterThan(1)
    expect((await looker().ask('GET', `/v1/buyers/${buyerId}/export`)).status).toBe(200)
  })
})
