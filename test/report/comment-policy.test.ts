import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { defaultPolicy, readPolicy } from '../../src/judge/default-policy.js'
import type { Policy } from '../../src/model/policy.js'
import { commentPolicy } from '../../src/report/comment-policy.js'
import { policyComments } from '../../src/report/policy-comments.js'

const calendar: Policy['calendar'] = { weekdays: [1, 2], from: '09:00', until: '18:00', holidays: ['2026-10-01'], countsFor: ['review'] }
const withCalendar: Policy = { ...defaultPolicy, calendar }

/** Every setting by its path: what has no settings below it. */
function pathsOf(part: unknown, path = ''): string[] {
  if (typeof part !== 'object' || part === null || Array.isArray(part)) return [path]
  return Object.entries(part).flatMap(([key, inner]) => pathsOf(inner, path === '' ? key : `${path}.${key}`))
}

/** The comment of each setting in the text, beside it or above it. */
function commentsIn(text: string): Map<string, string> {
  const comments = new Map<string, string>()
  const above: string[] = []
  let before = ''
  for (const line of text.split('\n')) {
    const [, indent = '', key, beside] = /^( *)(\w+):[^#]*(?:#(.*))?$/.exec(line) ?? []
    if (key !== undefined) {
      above.splice(indent.length / 2, Number.POSITIVE_INFINITY, key)
      comments.set(above.join('.'), beside ?? before)
    }
    before = /^ *#(.*)$/.exec(line)?.[1] ?? ''
  }
  return comments
}

describe('the commented policy', () => {
  it('says of every setting in Chinese, then in English, what it means, with the same unit and range in both', () => {
    const comments = commentsIn(commentPolicy(withCalendar))
    const paths = ['calendar', ...pathsOf(withCalendar)]
    expect(Object.keys(policyComments).sort()).toEqual([...paths].sort())
    for (const path of paths) {
      const [chinese = '', english = ''] = comments.get(path)?.split(' | ') ?? []
      expect(chinese, path).toContain(policyComments[path])
      expect(chinese, path).not.toContain('undefined')
      expect(english, path).toMatch(/^[A-Z][^\p{Script=Han}]+$/u)
      expect(chinese.includes('单位：'), path).toBe(english.includes('; unit: '))
      expect(/范围：(.+)–(.+)$/.exec(chinese)?.slice(1), path).toEqual(/; range: (.+) to (.+)$/.exec(english)?.slice(1))
    }
  })

  it('is the policy still', () => {
    for (const policy of [defaultPolicy, withCalendar]) {
      expect(readPolicy(parse(commentPolicy(policy)))).toEqual({ ok: true, policy })
    }
  })
})
