import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { CaseSheet } from '../../src/client/answers.js'
import { sheetAnswer } from '../../src/http/forms/sheet.js'
import { judgeStoredCase } from '../../src/pipeline/judge-stored-case.js'
import { drawReading } from '../builders/reading.js'
import { openService, read, type Service } from './open-service.js'
import { claimOn, formOf, picture, pushed } from './samples.js'
import { signedIn } from './visitor.js'

const cardKey = 'WXYZ1-23456-ABCDE-98765-QRSTU'
const orderPage = (number: string) => ['订单详情', `订单号 ${number}`, '实付款 ¥128.00', 'Windows 11 专业版 激活码', `卡密 ${cardKey}`]
const failurePage = ['无法激活 Windows', `产品密钥 ${cardKey}`, '错误代码: 0xC004C003']
let service: Service

beforeAll(async () => {
  service = await openService()
})
afterAll(() => service.close())

/** A case with these pages, read and judged. */
async function judged(orderNumber: string, pages: readonly (readonly string[])[], sizePx: number, key = cardKey): Promise<string> {
  const { parts, shop } = service
  await service.ask('PUT', `/v1/orders/${orderNumber}`, {
    json: pushed(orderNumber, { deliveredKeys: [key], paymentNumber: `${orderNumber}001412345678` }),
  })
  const { id } = await read(service.ask('POST', '/v1/cases', { json: claimOn(orderNumber) }))
  for (const [at, lines] of pages.entries()) {
    const body = formOf({ file: picture(sizePx + at) })
    const evidenceId = (await read(service.ask('POST', `/v1/cases/${id}/evidence`, { body }))).items[0]?.id ?? ''
    const reading = drawReading(lines)
    const fileFacts = { ...reading.fileFacts, sha256: `${sizePx + at}`.padEnd(64, '0') }
    await parts.store.inPlatform(shop.live.id, (rows) => rows.readings.put(evidenceId, { ...reading, fileFacts }))
  }
  const revision = (await parts.store.inPlatform(shop.live.id, ({ cases }) => cases.get(id)))?.revision ?? 0
  await judgeStoredCase({ ...parts, orders: null }, { platformId: shop.live.id, caseId: id, revision })
  return id
}

async function sheetOf(id: string, language = 'en', key = service.shop.liveKey): Promise<CaseSheet> {
  const answer = await service.ask('GET', `/v1/cases/${id}/sheet?language=${language}`, { key })
  expect(answer.status).toBe(200)
  return sheetAnswer.parse(await answer.json())
}

describe('the case sheet', () => {
  it('sets the record beside what was read, says what differs, and where to look', async () => {
    const sheet = await sheetOf(await judged('2026112014093011', [orderPage('2026112014093099'), failurePage], 410))
    const row = (field: string) => sheet.comparison.find((one) => one.field === field)
    expect(row('order-number')).toMatchObject({ recorded: '2026112014093011', standing: 'differ', read: [{ text: '2026112014093099' }] })
    expect(row('amount')).toMatchObject({ standing: 'agree' })
    expect(row('card-key')).toMatchObject({ standing: 'agree', recorded: 'WXYZ…RSTU' })
    expect(row('error-code')).toMatchObject({ standing: 'shown', read: [{ text: '0xC004C003' }] })
    expect(row('refund-state')).toMatchObject({ standing: 'not-shown', read: [] })
    const contradiction = sheet.contradictions.find(({ code }) => code === 'order-number-differs')
    expect(contradiction?.sides).toMatchObject([
      { source: 'evidence', text: '2026112014093099', evidenceId: sheet.evidence[0]?.id },
      { source: 'record', text: '2026112014093011', evidenceId: null },
    ])
    expect(sheet.decisive).toMatchObject({ evidenceId: sheet.evidence[0]?.id, box: contradiction?.sides[0]?.box })
  })

  it('tells how the confidence came about, step by step, and what did not count beside what', async () => {
    const ownKey = 'HJKLM-34567-NPRST-45678-VWXYZ'
    const own = orderPage('2026112014093022').with(4, `卡密 ${ownKey}`)
    const { waterfall } = await sheetOf(await judged('2026112014093022', [own, failurePage.with(1, `产品密钥 ${ownKey}`)], 420, ownKey))
    const steps = waterfall?.steps ?? []
    expect(waterfall?.byRecord).toBe(false)
    expect(steps.at(-1)?.toP).toBeCloseTo(waterfall?.confidence ?? 0, 3)
    for (const [at, { fromP }] of steps.entries()) expect(fromP).toBe(at === 0 ? waterfall?.prior : steps[at - 1]?.toP)
    const heldBack = steps.filter(({ weight, fromP, toP, leans }) => weight > 0 && leans !== 'neither' && fromP === toP)
    expect(heldBack.length).toBeGreaterThan(0)
    for (const { heldBackBy, group } of heldBack) expect(steps.find(({ code }) => code === heldBackBy)?.group).toBe(group)
  })

  it('shows the other cases that brought the same, and what ties them', async () => {
    const first = await judged('2026112014093033', [failurePage], 430)
    const second = await judged('2026112014093044', [failurePage], 440)
    // The earlier one learns of the later, too.
    for (const [own, other] of [
      [first, second],
      [second, first],
    ] as const) {
      const { neighbours, ring, buyer } = await sheetOf(own)
      expect(neighbours).toContainEqual(expect.objectContaining({ caseId: other, what: 'card-key', isSameBuyer: true }))
      expect(ring.nodes.map(({ id }) => id)).toEqual(expect.arrayContaining([own, other]))
      const ends = new Set(ring.nodes.map(({ id }) => id))
      for (const { from, to } of ring.edges) expect([ends.has(from), ends.has(to)]).toEqual([true, true])
      expect(buyer.cases.map(({ id }) => id)).toEqual(expect.arrayContaining([own, other]))
    }
  })

  it('stands before the first verdict, and says every sentence in both languages', async () => {
    await service.ask('PUT', '/v1/orders/Z9', { json: pushed('Z9') })
    const { id } = await read(service.ask('POST', '/v1/cases', { json: claimOn('Z9') }))
    const sheet = await sheetOf(id)
    expect(sheet).toMatchObject({ waterfall: null, decisive: null, contradictions: [], evidence: [], buyer: { tier: null } })
    const chinese = await sheetOf(id, 'zh')
    for (const [at, { label, because }] of sheet.comparison.entries()) {
      expect(`${label}${because}`).not.toMatch(/[\u3400-\u9fff]/)
      expect(`${chinese.comparison[at]?.label}`).toMatch(/[\u3400-\u9fff]/)
    }
  })

  it('shows no card key but to whom they are revealed, and the audit log to those who may read it', async () => {
    const id = await judged('2026112014093055', [orderPage('2026112014093055'), failurePage], 450)
    const reviewer = await signedIn(service, 'reviewer')
    const lead = await signedIn(service, 'lead')
    const masked = await (await reviewer.ask('GET', `/v1/cases/${id}/sheet`)).text()
    expect(masked).not.toContain(cardKey)
    expect(JSON.parse(masked).audit).toBeNull()
    const why = { 'reveal-reason': encodeURIComponent('核对卡密') }
    expect(await (await lead.ask('GET', `/v1/cases/${id}/sheet`, { headers: why })).text()).toContain(cardKey)
    const { audit } = (await (await lead.ask('GET', `/v1/cases/${id}/sheet`)).json()) as CaseSheet
    expect(audit?.map(({ action }) => action)).toEqual(expect.arrayContaining(['case.opened', 'case.judged', 'keys.revealed']))
    const merchant = await signedIn(service, 'merchant', { merchantId: 'm1' })
    expect((await merchant.ask('GET', `/v1/cases/${id}`)).status).toBe(200)
    expect((await merchant.ask('GET', `/v1/cases/${id}/sheet`)).status).toBe(404)
  })
})
