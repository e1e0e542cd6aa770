import { randomUUID } from 'node:crypto'
import { Webhook } from 'standardwebhooks'
import { Fault } from '../../errors.js'

/**
 * Asks a platform's endpoint for one order: GET, `{number}` in the address replaced, signed by the Standard Webhooks scheme
 * over the JSON `{"order": number}`. Gives the JSON it answered; null for 404. Throws `order-source-unavailable`.
 */
export async function askEndpoint({ url, secret }: { readonly url: string; readonly secret: string }, number: string): Promise<unknown> {
  const id = `req_${randomUUID()}`
  const at = new Date()
  const signature = new Webhook(secret).sign(id, at, JSON.stringify({ order: number }))
  const headers = {
    accept: 'application/json',
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
    'webhook-signature': signature,
  }
  try {
    const target = url.replaceAll('{number}', encodeURIComponent(number))
    const response = await fetch(target, { headers, redirect: 'error', signal: AbortSignal.timeout(answerMs) })
    if (response.status === 404) return null
    if (!response.ok) throw new Error(`it answered ${response.status}`)
    return await response.json().catch(() => {
      // Its own words repeat the answer, which may hold card keys.
      throw new Error('it answered something that is no JSON')
    })
  } catch (cause) {
    throw new Fault('order-source-unavailable', cause instanceof Error ? cause.message : String(cause), { cause })
  }
}

const answerMs = 10_000
