import { describe, expect, it } from 'vitest'
import { jobIdOf, jobNames, parseJob } from '../src/jobs.js'

describe('jobs', () => {
  it('have the same id for the same work, and another for another', () => {
    const judge = (revision: number) => parseJob('judge-case', { platformId: 'plat_a', caseId: 'case_1', revision })
    expect(jobIdOf(judge(3))).toBe('judge-case.case_1.3')
    expect(jobIdOf(judge(4))).not.toBe(jobIdOf(judge(3)))
    const deliver = parseJob('deliver-webhook', { deliveryId: 'del_1', platformId: 'plat_a' })
    expect(jobIdOf(deliver)).toBe('deliver-webhook.del_1')
    expect(jobIdOf(deliver, 2)).toBe('deliver-webhook.del_1.t2')
    expect(jobIdOf(parseJob('relay-outbox', {}))).toBe('relay-outbox')
  })

  it('have ids only, and nothing that was not asked for', () => {
    expect(parseJob('read-evidence', { platformId: 'plat_a', evidenceId: 'ev_1', secret: 'x' })).toEqual({
      name: 'read-evidence',
      payload: { platformId: 'plat_a', evidenceId: 'ev_1' },
    })
  })

  it.each([
    ['read-evidence', {}],
    ['read-evidence', null],
    ['judge-case', { platformId: 'plat_a', caseId: 'case_1', revision: '3' }],
    ['judge-case', { platformId: 'plat_a', caseId: 'case_1', revision: 1.5 }],
    ['refund-everybody', {}],
    ['toString', {}],
  ])('are refused in another form: %s %j', (name, payload) => {
    expect(() => parseJob(name, payload)).toThrow(expect.objectContaining({ code: 'job-invalid', retry: false }))
  })

  it('have names that are all different', () => {
    expect(new Set(jobNames).size).toBe(9)
  })
})
