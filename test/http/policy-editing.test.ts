import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { openService, type Service } from './open-service.js'

let service: Service
beforeAll(async () => {
  service = await openService()
})
afterAll(() => service.close())

describe('an editor of policies', () => {
  it('is given the policy that holds with every number explained, which is a policy itself and changes nothing', async () => {
    const { yaml, version } = (await (await service.ask('GET', '/v1/policies/commented')).json()) as { yaml: string; version: string }
    expect(yaml).toMatch(/capFen: 30000 # .*unit: fen; range: 0 to/)
    const policy = parse(yaml) as object
    expect(policy).toMatchObject({ version })
    const checked = await service.ask('POST', '/v1/policies/check', { json: { policy } })
    expect(await checked.json()).toEqual({ problems: [], changes: [] })
  })

  it('is told what is wrong with what it holds, and nothing of it is kept', async () => {
    const checked = await service.ask('POST', '/v1/policies/check', { json: { policy: { instant: { capFen: 1, cap: 2 } } } })
    expect(await checked.json()).toEqual({
      problems: [{ at: 'instant.cap', problem: 'there is no such setting', words: { zh: '没有这个设置', en: 'There is no such setting' } }],
      changes: [],
    })
    expect(await (await service.ask('GET', '/v1/policies/drafts')).json()).toMatchObject({ items: [] })
  })
})
