import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { judgeCase } from '../../src/judge/judge-case.js'
import { buildCase, deliveredKey, highTrust } from '../builders/case.js'
import { drawReading } from '../builders/reading.js'
import { openService, read, type Service } from './open-service.js'
import { claimOn, formOf, picture, pushed } from './samples.js'

let service: Service
const address = `/v1/buyers/${highTrust.id}/export`
const linesOf = async (answer: Response) => {
  const text = await answer.text()
  return text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line))
}

beforeAll(async () => {
  service = await openService()
  await service.ask('PUT', '/v1/orders/A1', { json: pushed('A1', { deliveredKeys: [deliveredKey], notes: [`发货 ${deliveredKey}`] }) })
  const { id } = await read(service.ask('POST', '/v1/cases', { json: claimOn('A1', `卡密 ${deliveredKey} 不能用`) }))
  const added = await read(service.ask('POST', `/v1/cases/${id}/evidence`, { body: formOf({ 'order-page': picture() }) }))
  const { caseFile } = buildCase({ pieces: [] })
  const { evidence: _, ...rest } = caseFile
  await service.parts.store.inPlatform(service.shop.live.id, async (rows) => {
    await rows.readings.put(added.items[0]?.id ?? '', drawReading([`卡密 ${deliveredKey}`]))
    const revision = (await rows.cases.get(id))?.revision ?? 0
    await rows.verdicts.insert({ caseId: id, revision, verdict: judgeCase(caseFile, []), judgedBy: { ...rest, evidence: [] } })
  })
})
afterAll(() => service.close())

describe('the export of a buyer', () => {
  it('is one object a line, from the buyer to the end, which says how many lines there are', async () => {
    const answer = await service.ask('GET', address)
    expect(answer.headers.get('content-type')).toContain('application/x-ndjson')
    const lines = await linesOf(answer)
    const kinds = lines.map(({ is }) => is)
    expect(kinds[0]).toBe('buyer')
    expect([...new Set(kinds)]).toEqual(expect.arrayContaining(['order', 'case', 'move', 'evidence', 'reading', 'verdict']))
    expect(lines.at(-1)).toEqual({ is: 'end', lines: lines.length - 1 })
    expect(lines.find(({ is }) => is === 'verdict').explained.person).toMatch(/人工/)
  })

  it('shows card keys to nobody without the scope for it, wherever they stand', async () => {
    const { secret: key } = (await (
      await service.ask('POST', '/v1/api-keys', { json: { name: 'exports', scopes: ['privacy:read'] } })
    ).json()) as {
      secret: string
    }
    const masked = await service.ask('GET', address, { key })
    expect(masked.status).toBe(200)
    const text = await masked.text()
    for (const part of [deliveredKey, ...deliveredKey.split('-')]) expect(text).not.toContain(part)
    expect(await (await service.ask('GET', address)).text()).toContain(deliveredKey)
  })

  it('gives the address of each file, where its bytes are', async () => {
    const piece = (await linesOf(await service.ask('GET', address))).find(({ is }) => is === 'evidence')
    const content = await service.ask('GET', piece.content)
    expect((await content.arrayBuffer()).byteLength).toBe(piece.bytes)
  })

  it('stands in the audit log before anything goes out, without the name of the buyer', async () => {
    await (await service.ask('GET', address)).text()
    const { rows } = await service.parts.store.inPlatform(service.shop.live.id, ({ audit }) => audit.list({ limit: 5, after: null }))
    expect(rows[0]).toMatchObject({ action: 'buyer.exported', details: { keys: 'in full' } })
    expect(JSON.stringify(rows)).not.toContain(highTrust.id)
  })

  it('is a 404 for a buyer who is not known', async () => {
    expect((await service.ask('GET', '/v1/buyers/nobody/export')).status).toBe(404)
  })
})
