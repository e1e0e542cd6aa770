import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openApiDocument } from '../../src/http/open-api-document.js'
import { scopes } from '../../src/http/scopes.js'
import { roles } from '../../src/model/person.js'
import { judgeStoredCase } from '../../src/pipeline/judge-stored-case.js'
import { deliveredKey, highTrust } from '../builders/case.js'
import { drawReading } from '../builders/reading.js'
import { openService, read, type Service } from './open-service.js'
import { formOf, picture, pushed } from './samples.js'
import { signedIn } from './visitor.js'

/** The key as it is, without hyphens, in lower case, broken over two lines. */
const spellings = [
  deliveredKey,
  deliveredKey.replaceAll('-', ''),
  deliveredKey.toLowerCase(),
  `${deliveredKey.slice(0, 17)}\n${deliveredKey.slice(17)}`,
]
/** Longer than what a masked key may show. */
const tellTale = /VK7JG|NPHTM|C97JM|9MPGT|3V66T/i

let service: Service
/** Everything but the scope that shows keys. */
let plainKey = ''
const ids: Record<string, string> = {}

beforeAll(async () => {
  service = await openService()
  const merchantAnswer = { state: 'objects', at: '2026-11-20T15:00:00+08:00', words: `发的就是 ${deliveredKey}` } as const
  await service.ask('PUT', '/v1/orders/K1', { json: pushed('K1', { notes: spellings, merchantAnswer }) })
  const plain = await read(
    service.ask('POST', '/v1/api-keys', { json: { name: 'plain', scopes: scopes.filter((scope) => scope !== 'keys:reveal') } }),
  )
  plainKey = plain.secret
  const hook = await read(service.ask('POST', '/v1/webhooks', { json: { url: 'http://127.0.0.1:9/hook' } }))
  const claim = { orderNumber: 'K1', reason: 'activation-failed', statement: spellings.join(' / '), buyerId: highTrust.id }
  const opened = await read(service.ask('POST', '/v1/cases', { json: { claim, reference: deliveredKey } }))
  await service.ask('POST', '/v1/cases', { json: { claim } })
  const file = new File([picture()], `${deliveredKey}.png`)
  const added = await service.ask('POST', `/v1/cases/${opened.id}/evidence`, {
    body: formOf({ 'activation-failure': file }),
    key: plainKey,
  })
  expect(await added.clone().text()).not.toMatch(tellTale)
  const evidenceId = (await read(added)).items[0]?.id ?? ''
  const upload = await read(service.ask('POST', `/v1/cases/${opened.id}/uploads`))
  const delivery = await read(service.ask('GET', '/v1/deliveries'))
  const { store, now } = service.parts
  const lines = [
    '无法激活 Windows',
    ...spellings.flatMap((text) => text.split('\n')),
    '错误代码: 0xC004C003',
    'ABCDE-FGHJK-LMNPQ-RSTUV-WXYZ2',
  ]
  await store.inPlatform(service.shop.live.id, ({ readings }) => readings.put(evidenceId, drawReading(lines)))
  const revision = (await store.inPlatform(service.shop.live.id, ({ cases }) => cases.get(opened.id)))?.revision ?? 0
  await judgeStoredCase({ store, orders: null, now }, { platformId: service.shop.live.id, caseId: opened.id, revision })
  Object.assign(ids, { case: opened.id, ev: evidenceId, whk: hook.id, del: delivery.items[0]?.id, key: plain.id, upload: upload.uploadId })
})
afterAll(() => service.close())

/** Every address that is read, with the ids of the case in it. */
const addresses = () =>
  Object.entries(openApiDocument(service.app).paths ?? {}).flatMap(([path, item]) =>
    item?.get ? [path.replace(/\{(\w+)\}/g, filled(path))] : [],
  )

function filled(path: string): (whole: string, name: string) => string {
  const byPlace: Record<string, string | undefined> = {
    '/v1/orders/': 'K1',
    '/v1/cases/': ids.case,
    '/v1/evidence/': ids.ev,
    '/v1/webhooks/': ids.whk,
    '/v1/deliveries/': ids.del,
    '/v1/api-keys/': ids.key,
    '/v1/policies/': '1',
  }
  const place = Object.keys(byPlace).find((start) => path.startsWith(start)) ?? ''
  return (_, name) => (name === 'upload' ? ids.upload : byPlace[place]) ?? 'missing'
}

describe('a card key', () => {
  it('stands in no answer for a caller without the scope keys:reveal', async () => {
    const seen: string[] = []
    for (const address of addresses().filter((at) => at.startsWith('/v1/') && !at.includes('/stream'))) {
      const answer = await service.ask('GET', address, { key: plainKey })
      if (address.endsWith('/content')) expect(answer.status).toBe(403)
      else if (answer.status < 300) seen.push(address)
      expect(await answer.text(), address).not.toMatch(tellTale)
      expect(JSON.stringify([...answer.headers]), address).not.toMatch(tellTale)
    }
    // Else a wrong id would be no proof.
    for (const part of ['/v1/orders/K1', `/v1/cases/${ids.case}`, `/v1/evidence/${ids.ev}/reading`, '/v1/events', '/v1/orders'])
      expect(seen).toContain(part)
    expect(seen).toContain(`/v1/cases/${ids.case}/verdict`)
  })

  it.each(roles)('stands in no answer for a person of the role %s who gives no reason, nor in the page of the buyer', async (role) => {
    const merchantId = role === 'merchant' ? 'm1' : null
    const { browser } = await signedIn(service, role, { merchantId })
    const seen: string[] = []
    for (const address of addresses().filter((at) => at.startsWith('/v1/') && !at.includes('/stream'))) {
      const answer = await browser.ask('GET', address)
      if (answer.status < 300) seen.push(address)
      expect(await answer.text(), address).not.toMatch(tellTale)
    }
    expect(seen).toContain(`/v1/cases/${ids.case}`)
    if (role !== 'merchant') expect(seen).toContain(`/v1/cases/${ids.case}/sheet`)
    const { url } = (await (await service.ask('POST', `/v1/cases/${ids.case}/links`, { json: {} })).json()) as { url: string }
    const told = await service.app.request(`${new URL(url).pathname}/api/case`)
    expect(told.status).toBe(200)
    expect(await told.text()).not.toMatch(tellTale)
  })

  it('stands there for a caller who has it', async () => {
    const shown = await (await service.ask('GET', '/v1/orders/K1')).text()
    expect(shown).toContain(deliveredKey)
    expect(await (await service.ask('GET', `/v1/cases/${ids.case}`)).text()).toContain(deliveredKey)
  })

  it('stands in no answer to what changes something, and in no fault', async () => {
    const key = plainKey
    const put = await service.ask('PUT', '/v1/orders/K1', { key, json: pushed('K1', { notes: spellings }) })
    const bad = new File(['no picture'], `${deliveredKey}.png`)
    const refused = await service.ask('POST', `/v1/cases/${ids.case}/evidence`, { key, body: formOf({ file: bad }) })
    const asked = await service.ask('POST', '/v1/eligibility', {
      key,
      json: { claim: { orderNumber: 'K1', reason: 'other', statement: deliveredKey, buyerId: highTrust.id } },
    })
    const screened = await service.ask('POST', '/v1/screenings?store=true', {
      key,
      body: formOf({
        case: JSON.stringify({ claim: { orderNumber: 'K1', reason: 'other', statement: deliveredKey, buyerId: highTrust.id } }),
        file: new File([picture(801)], `${deliveredKey}.png`),
      }),
    })
    for (const answer of [put, refused, asked, screened]) expect(await answer.text()).not.toMatch(tellTale)
    expect([put.status, refused.status, asked.status, screened.status]).toEqual([200, 415, 200, 200])
  })

  it('stands in no event, job or audit entry, and in no row in clear', async () => {
    const kept = await service.parts.store.inPlatform(service.shop.live.id, async (rows) => ({
      events: await rows.events.list({ limit: 200, after: null }),
      audit: await rows.audit.list({ limit: 200, after: null }),
      deliveries: await rows.deliveries.list({ limit: 200, after: null }),
      names: (await rows.evidence.list(ids.case ?? '')).map(({ fileName }) => fileName),
    }))
    const jobs = await service.parts.store.inAll(({ outbox }) => outbox.take(1000))
    expect(kept.events.rows.map(({ type }) => type)).toContain('case.opened')
    expect(kept.events.rows.length).toBeGreaterThan(1)
    expect(JSON.stringify([kept, jobs])).not.toMatch(tellTale)
    expect(service.reported.map(String).join()).not.toMatch(tellTale)
  })
})
