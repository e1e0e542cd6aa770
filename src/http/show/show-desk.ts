import { heldByOther, isForAnother } from '../../pipeline/hold-case.js'
import type { DecisionRow } from '../../ports/store/decisions.js'
import type { DeskAsk, DeskLine, Lease } from '../../ports/store/desk.js'
import type { PlatformRows } from '../../ports/store.js'
import { keysOfCase } from '../keys-of-case.js'
import type { Caller } from '../parts.js'
import { hiderFor, showCaseLine } from './show-case.js'

/** Gives the name of an id: a person's, or the id itself. */
export type Naming = (id: string) => { readonly id: string; readonly name: string }

/** Looks up what these are called; what is null or no person's is called by its id. */
export async function nameAll({ people }: PlatformRows, ids: readonly (string | null | undefined)[]): Promise<Naming> {
  const names = await people.names(ids.filter((id) => typeof id === 'string'))
  return (id) => ({ id, name: names.get(id) ?? id })
}

/** Everybody whom a line of the queue names. */
export function namedIn({ assignee, lease, signer }: DeskLine): readonly (string | null | undefined)[] {
  return [assignee, lease?.holder, signer]
}

/** A line of the queue. */
export function showQueueLine(line: DeskLine, naming: Naming, { personId, now }: DeskAsk, language: 'zh' | 'en') {
  const { stage, since, assignee, signer, signUntil, missed, confidence, rule, amountFen, productName, merchantId, case: theCase } = line
  const row = { ...theCase, deadlineAt: nearer(theCase.deadlineAt, signUntil) }
  const isHeld = line.lease !== null && Date.parse(line.lease.until) > Date.parse(now)
  const needs =
    stage === 'signing' ? ('second-signature' as const) : row.state === 'appeal-review' ? ('appeal' as const) : ('review' as const)
  const mayTake = heldByOther(line, personId, now) === null && !(personId !== null && isForAnother(row, line, personId))
  return {
    ...showCaseLine(row, language),
    ...{ needs, since, amountFen, productName, merchantId, confidence, rule, mayTake, signUntil },
    assignee: assignee === null ? null : naming(assignee),
    signer: signer === null ? null : naming(signer),
    lease: isHeld && line.lease ? showLease(line.lease, naming) : null,
    isOverdue: missed > 0 || (row.deadlineAt !== null && Date.parse(row.deadlineAt) <= Date.parse(now)),
  }
}

function nearer(one: string | null, other: string | null): string | null {
  if (one === null || other === null) return one ?? other
  return Date.parse(one) <= Date.parse(other) ? one : other
}

/** Who holds a case. */
export function showLease({ holder, until }: Lease, naming: Naming) {
  return { holder: naming(holder), until }
}

/** A decision that is not carried out yet; its words only for who may decide. Null where there is none. */
export async function showPending(rows: PlatformRows, decision: DecisionRow | null, caller: Caller) {
  if (decision?.state !== 'pending' && decision?.state !== 'signing') return null
  const { person, signer, effectiveAt, signUntil, state, decision: decided } = decision
  const [naming, keys] = await Promise.all([nameAll(rows, [person, signer]), keysOfCase(rows, decision.caseId)])
  return {
    by: naming(person),
    decision: decided.is,
    amountFen: decided.is === 'pay' ? decided.amountFen : null,
    words: caller.scopes.has('cases:decide') ? hiderFor(caller, keys)(decided.words) : null,
    effectiveAt,
    signUntil,
    needsSecond: state === 'signing',
    signedBy: signer === null ? null : naming(signer),
  }
}
