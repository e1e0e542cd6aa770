import type { z } from 'zod'
import { Fault } from '../errors.js'
import type { Buyer } from '../model/buyer.js'
import type { Claim } from '../model/claim.js'
import type { EvidenceKind } from '../model/evidence.js'
import type { KeyStatus, Order } from '../model/order.js'
import { caseForm } from './case-form.js'

/** A piece of evidence as the case names it; its bytes are not looked at yet. */
interface NamedEvidence {
  /** Relative to the case folder, and inside it. */
  readonly file: string
  readonly as: EvidenceKind | null
  /** ISO 8601 with offset; null when it came with the claim. */
  readonly uploadedAt: string | null
}

/** A case as it comes in, complete in its form: every optional part has its default. */
export interface OpenedCase {
  readonly id: string
  readonly platform: string
  readonly claim: Claim
  readonly order: Order | null
  readonly buyer: Buyer | null
  readonly keyStatus: KeyStatus
  /** Any part of a policy; the policy's own form checks it. */
  readonly policyOverrides: unknown
  /** ISO 8601 with offset. */
  readonly now: string
  readonly evidence: readonly NamedEvidence[]
}

/**
 * A `case.json`, checked against its form; `clockNow` (ISO 8601 with offset) stands in where the case names no time.
 * Throws `case-invalid` with all problems at once, each with its path (`order.amountFen: expected integer`).
 */
export function openCase(json: unknown, clockNow: string): OpenedCase {
  const parsed = caseForm.safeParse(json)
  if (!parsed.success) throw new Fault('case-invalid', parsed.error.issues.map(inWords).join('; '))
  const { policy, now, ...rest } = parsed.data
  return { ...rest, policyOverrides: policy ?? {}, now: now ?? clockNow }
}

function inWords({ path, message }: z.core.$ZodIssue): string {
  const where = path.reduce<string>(
    (trail, step) => (typeof step === 'number' ? `${trail}[${step}]` : trail === '' ? String(step) : `${trail}.${String(step)}`),
    '',
  )
  const what = message.replace(/^Invalid input: /, '')
  return where === '' ? what : `${where}: ${what}`
}
