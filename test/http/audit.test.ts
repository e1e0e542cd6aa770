import { parse } from 'csv-parse/sync'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openService, type Service } from './open-service.js'
import { signedIn } from './visitor.js'

let service: Service
let auditor: Awaited<ReturnType<typeof signedIn>>

beforeAll(async () => {
  service = await openService()
  auditor = await signedIn(service, 'auditor')
  await service.parts.store.inPlatform(service.shop.live.id, async ({ audit }) => {
    for (let at = 0; at < 1100; at++) await audit.append({ actor: 'system', action: 'x.done', subject: `thing_${at}`, details: { at } })
    await audit.append({ actor: 'per_1', action: 'x.said', subject: '=HYPERLINK("http://x")', details: { words: 'a,"b"\nc' } })
  })
})
afterAll(() => service.close())

const ask = (query: string, headers = {}) => auditor.ask('GET', `/v1/audit${query}`, { headers })
const items = async (query: string) => ((await (await ask(query)).json()) as { items: { number: number; subject: string }[] }).items

describe('the audit log over HTTP', () => {
  it('gives what was asked for, latest first', async () => {
    expect((await items('?actor=per_1')).map(({ subject }) => subject)).toEqual(['=HYPERLINK("http://x")'])
    expect(await items('?subject=thing_7&action=x.done')).toHaveLength(1)
    expect(await items('?until=2000-01-01T00:00:00Z')).toEqual([])
    const numbers = (await items('?limit=200')).map(({ number }) => number)
    expect(numbers).toEqual(numbers.toSorted((a, b) => b - a))
  })

  it('gives all of it as CSV, nothing of it a formula to a spreadsheet', async () => {
    const answer = await ask('?action=x.done', { accept: 'text/csv' })
    expect(answer.headers.get('content-type')).toContain('text/csv')
    const rows = parse(await answer.text(), { columns: true, bom: true }) as Record<string, string>[]
    expect(rows).toHaveLength(1100)
    expect(rows[0]).toMatchObject({ subject: 'thing_1099', details: '{"at":1099}' })
    const [said] = parse(await (await ask('?actor=per_1', { accept: 'text/csv' })).text(), { columns: true, bom: true }) as Record<
      string,
      string
    >[]
    expect(said?.subject).toBe(`'=HYPERLINK("http://x")`)
    expect(JSON.parse(said?.details ?? '')).toEqual({ words: 'a,"b"\nc' })
  })

  it('tells whether it is whole', async () => {
    const answer = (await (await ask('/verification')).json()) as { entries: number; broken: unknown }
    expect(answer.broken).toBeNull()
    expect(answer.entries).toBeGreaterThan(1100)
  })

  it('is not for reviewers', async () => {
    const reviewer = await signedIn(service, 'reviewer')
    expect((await reviewer.ask('GET', '/v1/audit')).status).toBe(403)
    expect((await reviewer.ask('GET', '/v1/audit/verification')).status).toBe(403)
  })
})
