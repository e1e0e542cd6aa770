import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addWords } from '../../src/intake/add-words.js'
import { issueChallenge } from '../../src/intake/issue-challenge.js'
import { gatherStoredCase } from '../../src/pipeline/gather-stored-case.js'
import { moveStoredCase } from '../../src/pipeline/move-stored-case.js'
import { engines, type Flow, openFlow } from './open-flow.js'

const at = new Date('2026-11-20T06:30:00.000Z')
const later = (minutes: number) => new Date(at.getTime() + minutes * 60_000)

describe.each(engines)('what a buyer adds: %s', (...engine) => {
  let flow: Flow
  beforeAll(async () => {
    flow = await openFlow(engine)
  })
  afterAll(() => flow.close())

  it('gives one code of six plain characters for ten minutes, and another only when half of them are over', async () => {
    const { caseId } = await flow.openCase('C1', [])
    const ask = (minutes: number) => flow.inShop((rows) => issueChallenge(rows, caseId, 'lnk_1', later(minutes)))
    const first = await ask(0)
    expect(first.code).toMatch(/^(?=.*[A-Z])(?=.*\d)[ACEFHJKMNPRTUWXY3479]{6}$/)
    expect(first).toMatchObject({ issuedAt: at.toISOString(), expiresAt: later(10).toISOString() })
    expect(await ask(5)).toEqual(first)
    expect((await ask(5.1)).id).not.toBe(first.id)
    expect(await flow.inShop(({ challenges }) => challenges.list(caseId))).toHaveLength(2)
  })

  it('hands the codes to the judge, and since when each file was there: by its announcement where there is one', async () => {
    const { caseId, evidenceIds } = await flow.openCase('C2', ['a recording', 'another'])
    for (const id of evidenceIds) await flow.keepRead(id, ['x'])
    const gather = () =>
      flow.inShop(async (rows) => {
        const row = await rows.cases.get(caseId)
        return row && gatherStoredCase(rows, row, { now: at.toISOString(), policyAt: at.toISOString(), isTest: true })
      })
    expect((await gather())?.caseFile).not.toHaveProperty('issuedCodes')
    await flow.inShop(async (rows) => {
      await issueChallenge(rows, caseId, 'lnk_1', at)
      const [first] = await rows.evidence.list(caseId)
      await rows.announcedUploads.put({ caseId, sha256: first?.sha256 ?? '', uploadId: 'u', announcedAt: later(3).toISOString() })
    })
    const file = (await gather())?.caseFile
    expect(file?.issuedCodes).toEqual([expect.objectContaining({ issuedAt: at.toISOString() })])
    const second = (await flow.inShop(({ evidence }) => evidence.list(caseId)))[1]
    expect(file?.evidence.map(({ announcedAt }) => announcedAt)).toEqual([later(3).toISOString(), second?.createdAt])
  })

  it('adds words to the claim and has it judged anew, once for the same words, and lets a vague claim find its reason', async () => {
    const { caseId } = await flow.openCase('C3', [])
    await flow.inShop(async (rows) => {
      const row = await rows.cases.get(caseId)
      if (row) await rows.cases.touch(caseId, { claim: { ...row.claim, reason: 'other', statement: '有问题' } })
    })
    const say = (words: string, reason: 'key-invalid' | null = null) =>
      flow.inShop((rows) => addWords(rows, caseId, { words, reason }, 'lnk_1'))
    const said = await say('提示卡密无效', 'key-invalid')
    expect(said.claim).toMatchObject({ reason: 'key-invalid', statement: '有问题\n提示卡密无效' })
    expect((await say('提示卡密无效')).revision).toBe(said.revision)
    // A reason that said something stays.
    expect((await say('还有', null)).claim.reason).toBe('key-invalid')
    await expect(say('长'.repeat(20_000))).rejects.toMatchObject({ code: 'request-invalid' })
  })

  it('adds nothing to a case that is over', async () => {
    const { caseId } = await flow.openCase('C4', [])
    await flow.inShop((rows) => moveStoredCase(rows, caseId, { is: 'withdrawn', words: '' }, { actor: 'a', now: at.toISOString() }))
    const say = flow.inShop((rows) => addWords(rows, caseId, { words: 'x', reason: null }, 'lnk_1'))
    await expect(say).rejects.toMatchObject({ code: 'case-closed' })
    await expect(flow.inShop((rows) => issueChallenge(rows, caseId, 'lnk_1', at))).rejects.toMatchObject({ code: 'case-closed' })
  })
})
