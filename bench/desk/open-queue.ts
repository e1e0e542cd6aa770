import type { Client } from '../../src/client/client.js'
import { sampleCase, sendCase } from '../../test/service/sample-case.js'
import { caseTypes } from './case-types.js'
import type { WaitingCase } from './decide-cases.js'

/** Sends a case of each type, and waits until all lie on the desk. */
export async function openQueue(client: Client): Promise<ReadonlyMap<string, WaitingCase>> {
  const waiting = new Map<string, WaitingCase>()
  for (const type of caseTypes) {
    const sample = await sampleCase(type.slug)
    const { number, amountFen } = sample.order.order
    waiting.set(number, { id: await sendCase(client, sample), type, amountFen })
  }
  for (const { id, type } of waiting.values()) {
    for (const endMs = Date.now() + mostWaitMs; (await client.getCase(id)).state !== 'in-review'; ) {
      if (Date.now() > endMs) throw new Error(`${type.slug} never came to a person`)
      await new Promise((resolve) => setTimeout(resolve, 300))
    }
  }
  return waiting
}

const mostWaitMs = 180_000
