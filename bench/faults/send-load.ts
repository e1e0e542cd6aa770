import { createHash, randomBytes } from 'node:crypto'
import type { Dice } from '../../fixtures/generator/dice.js'
import { ApiProblem } from '../../src/client/ask.js'
import type { Client } from '../../src/client/client.js'
import type { SampleCase } from '../../test/service/sample-case.js'

/** What the service acknowledged. */
export interface Ledger {
  /** By order number: its amount in fen, or those it may have when a change of it was not acknowledged. */
  readonly orders: Map<string, readonly number[]>
  /** Order numbers by case id. */
  readonly cases: Map<string, string>
  /** By evidence id. */
  readonly evidence: Map<string, { readonly caseId: string; readonly sha256: string }>
  /** Why requests ended in no answer or a refusal. */
  readonly unacknowledged: string[]
}

export function openLedger(): Ledger {
  return { orders: new Map(), cases: new Map(), evidence: new Map(), unacknowledged: [] }
}

/** Sends so many cases side by side, each an order, a claim, its files one by one and the order once more, changed; keeps what was acknowledged. */
export async function sendLoad(
  client: Client,
  samples: readonly [SampleCase, ...SampleCase[]],
  dice: Dice,
  count: number,
  ledger: Ledger,
): Promise<void> {
  const planned = Array.from({ length: count }, () => ({
    sample: dice.pick(samples),
    number: dice.text(16, '23456789ABCDEFGHJKLMNPQRSTUVWXYZ'),
    amountFen: dice.int(100, 30_000),
    pausesMs: [dice.int(0, 3000), dice.int(0, 3000)] as const,
  }))
  await Promise.all(planned.map((plan) => sendOne(client, plan, ledger)))
}

interface PlannedCase {
  readonly sample: SampleCase
  readonly number: string
  readonly amountFen: number
  /** Before its order and before the changed one. */
  readonly pausesMs: readonly [number, number]
}

async function sendOne(client: Client, { sample, number, amountFen, pausesMs }: PlannedCase, ledger: Ledger): Promise<void> {
  const { order, claim, files } = sample
  await pause(pausesMs[0])
  const acknowledged = async <T>(asking: Promise<T>): Promise<T | null> => {
    try {
      return await asking
    } catch (fault) {
      ledger.unacknowledged.push(fault instanceof ApiProblem ? fault.code : String(fault))
      return null
    }
  }
  const putOrder = async (amount: number) => {
    if (!(await acknowledged(client.putOrder({ ...order, order: { ...order.order, number, amountFen: amount } })))) return false
    ledger.orders.set(number, [amount])
    return true
  }
  if (!(await putOrder(amountFen))) return
  const opened = await acknowledged(client.openCase({ claim: { ...claim, orderNumber: number }, reference: null }))
  if (!opened) return
  ledger.cases.set(opened.id, number)
  for (const file of files) {
    // Its own bytes each time, the same picture: what is kept by content is kept anew.
    const bytes = Buffer.concat([Buffer.from(await file.content.arrayBuffer()), randomBytes(16)])
    const added = await acknowledged(client.addEvidence(opened.id, [{ ...file, content: new Blob([bytes]) }]))
    const [piece] = added ?? []
    if (piece) ledger.evidence.set(piece.id, { caseId: opened.id, sha256: createHash('sha256').update(bytes).digest('hex') })
  }
  await pause(pausesMs[1])
  // Another revision, and another verdict.
  if (!(await putOrder(amountFen + 1))) ledger.orders.set(number, [amountFen, amountFen + 1])
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}
