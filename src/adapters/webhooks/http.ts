import { type IncomingMessage, request as requestHttp } from 'node:http'
import { request as requestHttps } from 'node:https'
import { performance } from 'node:perf_hooks'
import { Webhook } from 'standardwebhooks'
import { Fault } from '../../errors.js'
import type { WebhookAnswer, WebhookMessage, WebhookSender } from '../../ports/webhooks.js'
import { type CheckedAddress, findAddresses } from './find-addresses.js'

/** A `WebhookSender` over HTTP. `allowPrivate` also sends to private addresses and without TLS: for one's own machine and tests. */
export function openHttpWebhooks(options: { readonly allowPrivate: boolean; readonly timeoutMs?: number }): WebhookSender {
  const { allowPrivate, timeoutMs = answerMs } = options
  return {
    check: async (url) => {
      await findAddresses(parse(url), { allowPrivate })
    },
    send: async (message) => {
      const headers = sign(message)
      const url = parse(message.url)
      const started = performance.now()
      const signal = AbortSignal.timeout(timeoutMs)
      try {
        const addresses = await inTime(findAddresses(url, { allowPrivate }), signal)
        const { status, body } = await post(url, addresses, headers, message.body, signal)
        return { status, durationMs: Math.round(performance.now() - started), body } satisfies WebhookAnswer
      } catch (cause) {
        if (cause instanceof Fault) throw cause
        throw new Fault('webhook-unreachable', signal.aborted ? `no answer after ${timeoutMs} ms` : reasonOf(cause), { cause })
      }
    },
  }
}

const answerMs = 10_000
const shownBytes = 4096

function parse(url: string): URL {
  if (!URL.canParse(url)) throw new Fault('webhook-address-refused', 'expected an address like https://shop.example/webhooks')
  return new URL(url)
}

/** By the Standard Webhooks scheme: while a secret is being replaced, both sign. */
function sign({ eventId, body, secrets }: WebhookMessage): Record<string, string> {
  const now = new Date()
  try {
    const signatures = secrets.map((secret) => new Webhook(secret).sign(eventId, now, body))
    if (signatures.length === 0) throw new Error('there is none')
    return {
      'webhook-id': eventId,
      'webhook-timestamp': String(Math.floor(now.getTime() / 1000)),
      'webhook-signature': signatures.join(' '),
    }
  } catch (cause) {
    throw new Fault('webhook-secret-invalid', reasonOf(cause), { cause })
  }
}

/** A name's lookup cannot be stopped, but need not be waited for. */
function inTime<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true })
    work.then(resolve, reject)
  })
}

/** On a connection of its own to one of exactly these addresses; TLS still checks the name. */
function post(
  url: URL,
  addresses: readonly CheckedAddress[],
  signed: Record<string, string>,
  body: string,
  signal: AbortSignal,
): Promise<{ readonly status: number; readonly body: string }> {
  const request = url.protocol === 'https:' ? requestHttps : requestHttp
  const headers = {
    ...signed,
    'content-type': 'application/json; charset=utf-8',
    'content-length': Buffer.byteLength(body),
    'user-agent': 'SwiftProof-Webhooks/1',
    connection: 'close',
  }
  return new Promise((resolve, reject) => {
    const sent = request(url, {
      method: 'POST',
      headers,
      agent: false,
      signal,
      lookup: (_host, asked, found) => {
        const [first] = addresses
        if (asked.all) found(null, [...addresses])
        else found(null, first?.address ?? '', first?.family)
      },
    })
    sent.on('error', reject)
    sent.on('response', (answer) => {
      readStart(answer).then((start) => {
        // What more it has to say is not listened to.
        sent.destroy()
        resolve({ status: answer.statusCode ?? 0, body: start })
      }, reject)
    })
    sent.end(body)
  })
}

async function readStart(answer: IncomingMessage): Promise<string> {
  const chunks: Uint8Array[] = []
  let bytes = 0
  for await (const chunk of answer as AsyncIterable<Uint8Array>) {
    chunks.push(chunk)
    bytes += chunk.length
    if (bytes >= shownBytes) break
  }
  // A character that is cut in two at the end is left out.
  return new TextDecoder().decode(Buffer.concat(chunks).subarray(0, shownBytes), { stream: true })
}

/** Where several addresses failed Node says so by a code and no message. */
function reasonOf(cause: unknown): string {
  if (!(cause instanceof Error)) return String(cause)
  return cause.message || ('code' in cause ? String(cause.code) : cause.name)
}
