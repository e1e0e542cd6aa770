import { describe, expect, it } from 'vitest'
import { findChallengeCode } from '../../src/judge/find-challenge-code.js'
import { findPhrases } from '../../src/judge/find-phrases.js'
import { kindCues } from '../../src/judge/kind-cues.js'
import { type ChallengeAction, challengeActions } from '../../src/model/challenge-action.js'
import type { ChallengeRow } from '../../src/ports/store/buyer-links.js'
import { showChallenge } from '../../src/report/sheet/show-challenge.js'
import { drawReading } from '../builders/reading.js'

const given = (code: string, minute: number, action: ChallengeAction | null): ChallengeRow => ({
  id: `chl_${minute}`,
  caseId: 'case_1',
  code,
  action,
  issuedAt: `2026-11-20T06:${minute}:00.000Z`,
  expiresAt: `2026-11-20T06:${minute + 10}:00.000Z`,
})
const challenges = [given('HJK4M7', 30, 'open-twice'), given('ACE379', 10, 'stay-last')]
const en = { say: (sentence: { en: string }) => sentence.en }
const recording = { ...drawReading(['a page']), media: 'recording' as const }
const show = (challengeCode: string | null, minute: number, reading: typeof recording | ReturnType<typeof drawReading> = recording) =>
  showChallenge(challenges, { piece: { reading, challengeCode }, at: `2026-11-20T06:${minute}:30.000Z` }, en)

describe('what a reviewer is told of a challenge', () => {
  it('is that of the code which the recording shows, whichever was given later', () => {
    expect(show('ACE379', 45)).toMatchObject({ code: 'ACE379', isShown: true, look: challengeActions['stay-last'].look.en })
  })

  it('is the last that had been given when the recording came, where it shows none, and says so', () => {
    expect(show(null, 45)).toMatchObject({ code: 'HJK4M7', isShown: false, look: challengeActions['open-twice'].look.en })
    expect(show(null, 20)).toMatchObject({ code: 'ACE379', isShown: false })
  })

  it('is nothing for a still, nor where no code had been given', () => {
    expect(show(null, 45, drawReading(['a page']))).toBeNull()
    expect(show(null, 5)).toBeNull()
  })
})

describe('what a buyer is asked to do', () => {
  it.each(Object.entries(challengeActions))('%s is no evidence when it is read off the page that is filmed', (_, { ask }) => {
    for (const words of Object.values(ask)) {
      expect(kindCues.filter(({ wording }) => wording.test(words.toLowerCase()))).toEqual([])
      expect(findPhrases(drawReading([words]))).toEqual([])
      const filmed = { ...drawReading(['录屏验证码', 'HJK4M7', '9:58 内有效', words]), media: 'recording' as const }
      expect(findChallengeCode(filmed)).toBe('HJK4M7')
    }
  })
})
