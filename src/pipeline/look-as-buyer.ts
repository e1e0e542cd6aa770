import { moveCase } from '../act/move-case.js'
import { Fault } from '../errors.js'
import { checkChain } from '../judge/check-chain.js'
import { examineEvidence } from '../judge/examine-evidence.js'
import { matchOrder } from '../judge/match-order.js'
import { readRecord } from '../judge/read-record.js'
import { readIssuer } from '../judge/weigh-issuer.js'
import type { CaseFile } from '../model/case.js'
import type { CaseCommand } from '../model/case-life.js'
import type { Policy } from '../model/policy.js'
import type { CaseRow } from '../ports/store/cases.js'
import type { EvidenceRow } from '../ports/store/evidence.js'
import type { OrderRow } from '../ports/store/orders.js'
import type { PlatformRows } from '../ports/store.js'
import type { BuyerMoves, BuyersCase } from '../report/tell-buyer.js'
import { nameApart } from './name-apart.js'
import { policyFor } from './policy-for.js'
import { readKnownOrder } from './read-known-order.js'

/** Looks at a case as its buyer does. Throws `not-found`. */
export async function lookAsBuyer(rows: PlatformRows, caseId: string, now: string): Promise<BuyersCase> {
  const row = await rows.cases.get(caseId)
  if (!row) throw new Fault('not-found', caseId)
  const [evidence, readings, moves, verdict, challenges, known] = await Promise.all([
    rows.evidence.list(caseId),
    rows.readings.ofCase(caseId),
    rows.cases.timeline(caseId),
    rows.verdicts.latest(caseId),
    rows.challenges.list(caseId),
    row.orderNumber === null ? null : readKnownOrder(rows, row.orderNumber),
  ])
  const policy = await policyFor(rows, { merchantId: known?.order.merchantId ?? null, at: now })
  const own = evidence.filter(({ side }) => side === 'buyer')
  const { caseFile, matches, chain } = holdAgainstOrder(row, known, own, readings, policy, now)
  const fileOf = (at: number) => caseFile.evidence[at]?.file
  return {
    row,
    known,
    policy,
    verdict,
    moves,
    pieces: own.map((piece, at) => ({ row: piece, match: matches.find((match) => match.piece.file === fileOf(at)) ?? null })),
    chain,
    challenge: challenges.find(({ expiresAt }) => Date.parse(expiresAt) > Date.parse(now)) ?? null,
    may: movesOf(row, policy, now),
  }
}

/** As the judge does it, without what it knows of the buyer and of other cases. */
function holdAgainstOrder(
  row: CaseRow,
  known: OrderRow | null,
  evidence: readonly EvidenceRow[],
  readings: Awaited<ReturnType<PlatformRows['readings']['ofCase']>>,
  policy: Policy,
  now: string,
) {
  const names = nameApart(evidence.map(({ fileName }) => fileName))
  const pieces = evidence.map((piece, at) => {
    const file = names[at] ?? piece.id
    const reading = readings.get(piece.id)
    return { file, as: piece.as, uploadedAt: piece.createdAt, reading: reading ? { ...reading, file } : null, fault: piece.fault }
  })
  const caseFile: CaseFile = {
    id: row.id,
    platform: '',
    claim: row.claim,
    order: known?.order ?? null,
    buyer: known?.buyer ?? null,
    keyStatus: known?.keyStatus ?? { state: 'unknown', usedAt: null, usedBy: null, askedAt: null },
    policy,
    now,
    evidence: pieces.filter((_, at) => evidence[at]?.state !== 'waiting'),
    seenBefore: [],
  }
  const examined = pieces.flatMap(({ reading, as, uploadedAt }) => (reading ? [examineEvidence(reading, as, uploadedAt)] : []))
  const record = readRecord(caseFile)
  const matches = matchOrder(caseFile, record.keyTokens, examined)
  const chain = checkChain(caseFile, record, matches, readIssuer(caseFile, record))
  return { caseFile: { ...caseFile, evidence: pieces }, matches, chain }
}

/** Asked of the table of moves itself, so that the page offers what will be done. */
function movesOf(row: CaseRow, policy: Policy, now: string): BuyerMoves {
  const allows = (command: CaseCommand, life = row) => {
    try {
      return moveCase(life, command, now, policy).life
    } catch (refused) {
      if (refused instanceof Fault && refused.code === 'move-refused') return null
      throw refused
    }
  }
  const takes = row.state !== 'paying' && row.state !== 'closed'
  const appeal = allows({ is: 'appealed', words: '' }) !== null
  return {
    upload: takes,
    say: takes && row.state !== 'appealable',
    askPerson: allows({ is: 'person-asked', words: '' }) !== null,
    appeal,
    appealNeedsEvidence: !appeal && allows({ is: 'appealed', words: '' }, { ...row, freshPieces: 1 }) !== null,
    withdraw: allows({ is: 'withdrawn', words: '' }) !== null,
  }
}
