import { randomBytes } from 'node:crypto'

/** A new secret of a webhook endpoint, in the form the Standard Webhooks scheme asks: `whsec_` and 32 random bytes in base64. */
export function makeWebhookSecret(): string {
  return `whsec_${randomBytes(32).toString('base64')}`
}
