import { cpSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { runSwiftproof } from './program.js'

const cases = path.join(import.meta.dirname, '../../fixtures/cases')
const honest = path.join(cases, 'instant-windows-key-blocked')

function copyOfHonest(change: (json: Record<string, unknown>) => void = () => {}): string {
  const folder = path.join(mkdtempSync(path.join(tmpdir(), 'swiftproof-')), 'case')
  cpSync(honest, folder, { recursive: true })
  const file = path.join(folder, 'case.json')
  const json = JSON.parse(readFileSync(file, 'utf8'))
  change(json)
  writeFileSync(file, JSON.stringify(json))
  return folder
}

const linesOf = (stdout: string) =>
  stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))

describe('swiftproof judge', () => {
  it('gives the verdict as one JSON object a case', async () => {
    const { code, stdout } = await runSwiftproof('judge', '--json', '--lang', 'en', honest)
    expect(code).toBe(0)
    const [verdict] = linesOf(stdout)
    expect(verdict).toMatchObject({
      case: 'instant-windows-key-blocked',
      outcome: 'instant-refund',
      rule: 'instant-high-trust',
      trustTier: 'high',
      completeness: { score: 1, missing: [] },
      policyVersion: 'default@1',
    })
    expect(verdict.signals).toContainEqual(
      expect.objectContaining({ code: 'order-number-matches', leans: 'for', seenIn: ['evidence/1-order.png'] }),
    )
    expect(verdict.timings.totalMs).toBeGreaterThan(0)
  })

  it('judges the other cases when one folder is broken, and names what is wrong with it', async () => {
    const broken = copyOfHonest((json) => {
      json.now = 'yesterday'
      delete json.claim
    })
    const { code, stdout } = await runSwiftproof('judge', '--json', '--alone', broken, honest, path.join(cases, 'no-such-case'))
    expect(code).toBe(1)
    const [first, second, third] = linesOf(stdout)
    expect(first.error).toMatchObject({ code: 'case-invalid' })
    expect(first.error.detail).toMatch(/claim/)
    expect(first.error.detail).toMatch(/now/)
    expect(second.outcome).toBe('instant-refund')
    expect(third.error).toMatchObject({ code: 'file-not-found' })
  })

  it('asks again when a piece is damaged, never pays on the rest', async () => {
    const folder = copyOfHonest()
    const picture = path.join(folder, 'evidence/2-activation.png')
    writeFileSync(picture, readFileSync(picture).subarray(0, 9000))
    const [verdict] = linesOf((await runSwiftproof('judge', '--json', folder)).stdout)
    expect(verdict.outcome).toBe('more-evidence')
  })

  it('refuses evidence outside the case folder', async () => {
    const folder = copyOfHonest((json) => {
      json.evidence = [{ file: '../../../etc/passwd' }]
    })
    const [line] = linesOf((await runSwiftproof('judge', '--json', folder)).stdout)
    expect(line.error).toMatchObject({ code: 'case-invalid' })
  })

  it('takes a policy from YAML and names every number out of range', async () => {
    const policy = path.join(mkdtempSync(path.join(tmpdir(), 'swiftproof-')), 'policy.yaml')
    writeFileSync(policy, 'version: strict@3\ninstant:\n  capFen: 100\n')
    const [verdict] = linesOf((await runSwiftproof('judge', '--json', '--policy', policy, honest)).stdout)
    expect(verdict).toMatchObject({ outcome: 'merchant-window', policyVersion: 'strict@3' })
    writeFileSync(policy, 'windows:\n  filingDays: 99\nscore:\n  maxBadForPayment: 7\n')
    const refused = await runSwiftproof('judge', '--json', '--policy', policy, honest)
    expect(refused.code).toBe(1)
    expect(refused.stderr).toMatch(/policy-invalid.*windows\.filingDays.*score\.maxBadForPayment/s)
  })

  it('remembers within a run: the same picture in two claims goes to a person, alone it is not known', async () => {
    const thief = copyOfHonest((json) => {
      json.id = 'second-claim'
      const claim = json.claim as Record<string, unknown>
      claim.submittedAt = '2026-11-20T15:42:33+08:00'
    })
    const later = copyOfHonest((json) => {
      json.id = 'third-claim'
      Object.assign(json.claim as object, { submittedAt: '2026-11-20T16:42:33+08:00', buyerId: 'buyer-2' })
      Object.assign(json.buyer as object, { id: 'buyer-2' })
    })
    const together = linesOf((await runSwiftproof('judge', '--json', later, honest, thief)).stdout)
    expect(together.map(({ outcome }) => outcome)).toEqual(['review', 'instant-refund', 'instant-refund'])
    const alone = linesOf((await runSwiftproof('judge', '--json', '--alone', later)).stdout)
    expect(alone[0].outcome).toBe('instant-refund')
  })
})
