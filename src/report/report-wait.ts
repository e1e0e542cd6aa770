import { type CaseLife, type CaseWaiter, caseStates } from '../model/case-life.js'

/** Whom a case waits for, for what, until when (ISO 8601; null when nothing ends it by time); null when it is closed. */
export interface ReportedWait {
  readonly whom: CaseWaiter
  readonly what: string
  readonly until: string | null
}

/** What a case waits for, in words of this language. */
export function reportWait(
  { state, rested, deadlineAt }: Pick<CaseLife, 'state' | 'rested' | 'deadlineAt'>,
  language: 'zh' | 'en',
): ReportedWait | null {
  const { waitsFor, what } = caseStates[state]
  if (waitsFor === null) return null
  const [only] = state === 'arbitration' ? rested : []
  const whom = only === undefined ? waitsFor : only === 'buyer' ? 'merchant' : 'buyer'
  return { whom, what: what[language], until: deadlineAt }
}
