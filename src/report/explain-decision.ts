import { policySchema } from '../judge/default-policy.js'
import type { Policy } from '../model/policy.js'
import type { RuleName } from '../model/verdict.js'
import type { VerdictRow } from '../ports/store/verdicts.js'
import { maskKeys } from './mask-keys.js'

type Language = 'zh' | 'en'

/**
 * An automatic decision explained to whom it concerns (PIPL article 24): the facts it rests on, the rule and where that
 * stands, the numbers of the policy version, what spoke for and against, what would have changed it, and the way to a
 * person. Card keys are hidden, also to who may see them: it is handed on.
 */
export function explainDecision({ verdict, judgedBy, createdAt }: VerdictRow, language: Language) {
  const hide = maskKeys(judgedBy.order?.deliveredKeys ?? [])
  const said = (leans: 'for' | 'against' | 'neither') =>
    verdict.signals
      .filter((signal) => signal.leans === leans)
      .map(({ code, weight, because, seenIn }) => ({ code, weight, because: hide(because[language]), seenIn: seenIn.map(hide) }))
  const missing = verdict.completeness.missing.map(({ link, ask }) => ({ link, ask: hide(ask[language]) }))
  return {
    decidedAt: createdAt,
    decidedBy: 'machine' as const,
    outcome: verdict.outcome,
    explanation: hide(verdict.explanation[language]),
    rule: { name: verdict.rule, source: ruleSource },
    facts: factsOf(judgedBy),
    policy: { version: verdict.policyVersion, numbers: numbersOf(judgedBy.policy, language) },
    speaksFor: said('for'),
    speaksAgainst: said('against'),
    alsoSeen: said('neither'),
    confidence: verdict.confidence,
    trustTier: verdict.trustTier,
    wouldHaveChangedIt: changes(
      verdict.rule,
      missing.map(({ ask }) => ask),
      said('against').map(({ because }) => because),
      language,
    ),
    missing,
    person: persons[language],
  }
}

/** Where every rule stands, in the order in which they are asked. */
const ruleSource = 'docs/rules.md; src/judge/decide.ts'

/** Of the order, what the rules look at: no name, no address, no key. */
function factsOf({ claim, order, keyStatus, now, evidence }: VerdictRow['judgedBy']) {
  return {
    judgedAsOf: now,
    reason: claim.reason,
    submittedAt: claim.submittedAt,
    order: order && {
      number: order.number,
      status: order.status,
      amountFen: order.amountFen,
      refundedFen: order.refundedFen,
      paidAt: order.paidAt,
      deliveredAt: order.deliveredAt,
      completedAt: order.completedAt,
      channelDispute: order.channelDispute,
    },
    keyStatus: keyStatus.state,
    evidence: evidence.map(({ evidenceId, as, fault }) => ({ id: evidenceId, as, fault: fault?.code ?? null })),
  }
}

const numberGroups = ['windows', 'instant', 'trust', 'score', 'money'] as const

/** The numbers that a decision can turn on, each with what it means. */
function numbersOf(policy: Policy, language: Language) {
  return numberGroups
    .flatMap((group) => flatten(policy[group], group))
    .map(([name, value]) => ({ name, value, meaning: meaningOf(name, language) }))
}

function flatten(value: unknown, name: string): (readonly [string, number | boolean])[] {
  if (typeof value === 'number' || typeof value === 'boolean') return [[name, value]]
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, inner]) => flatten(inner, `${name}.${key}`))
}

/** As the policy's own form says it, which speaks English. */
function meaningOf(name: string, language: Language): string | null {
  if (language !== 'en') return null
  let form: unknown = policySchema
  for (const key of name.split('.')) form = (form as { shape?: Readonly<Record<string, unknown>> }).shape?.[key]
  return (form as { description?: string } | undefined)?.description ?? null
}

function changes(rule: RuleName, asks: readonly string[], against: readonly string[], language: Language): readonly string[] {
  if (asks.length > 0) return asks
  if (against.length > 0) return against.map((because) => withouts[language](because))
  return [plain[language](rule)]
}

const withouts: Readonly<Record<Language, (because: string) => string>> = {
  zh: (because) => `如果没有这一点：${because}`,
  en: (because) => `Had this not been so: ${because}`,
}
const plain: Readonly<Record<Language, (rule: RuleName) => string>> = {
  zh: (rule) => `如果平台的订单记录不同，规则“${rule}”就不适用。`,
  en: (rule) => `Had the platform's record of the order been another, the rule "${rule}" would not have applied.`,
}
const persons: Readonly<Record<Language, string>> = {
  zh: '您有权要求由人工重新处理：在订单页点击「转人工」，或联系平台客服。',
  en: 'You may ask that a person decides: choose "Ask for a person" on the order page, or write to customer service.',
}
