import type { ServerResponse } from 'node:http'
import { setTimeout as wait } from 'node:timers/promises'
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response'
import type { Context } from 'hono'
import type { Fate } from './scenario.js'

/** What a channel answers, before it is signed and sent. */
export interface ChannelAnswer {
  readonly status: number
  readonly body: Readonly<Record<string, unknown>>
}

/** How one channel makes the answers that a fate asks for. */
export interface Dressing {
  /** The channel's own word for a failure of its own. */
  readonly systemError: ChannelAnswer
  /** The answer with the lie that the fate names. */
  spoil(answer: ChannelAnswer, fate: 'wrong-amount' | 'wrong-number' | 'unknown-status'): ChannelAnswer
  sign(answer: ChannelAnswer, signature: 'good' | 'bad' | 'none'): Response
}

/** The environment that the Node server gives to each request. */
export type SandboxEnv = { readonly Bindings: { readonly outgoing: ServerResponse } }

/** Does the work of one request, or not, and sends its answer, or not, as its fate says. */
export async function sufferFate(
  c: Context<SandboxEnv>,
  fate: Fate,
  latencyMs: number,
  { systemError, spoil, sign }: Dressing,
  work: () => ChannelAnswer,
): Promise<Response> {
  if (latencyMs > 0) await wait(latencyMs)
  const { outgoing } = c.env
  if (fate === 'lost-request') return cut(outgoing)
  if (fate === 'http-500') return c.text('Internal Server Error', 500)
  if (fate === 'system-error') return sign(systemError, 'good')
  const answer = work()
  switch (fate) {
    case 'fine':
      return sign(answer, 'good')
    case 'lost-answer':
      return cut(outgoing)
    case 'cut-off':
      return cutOff(outgoing, sign(answer, 'good'))
    case 'hang':
      return RESPONSE_ALREADY_SENT
    case 'http-502-after':
      return c.text('Bad Gateway', 502)
    case 'system-error-after':
      return sign(systemError, 'good')
    case 'bad-signature':
      return sign(answer, 'bad')
    case 'no-signature':
      return sign(answer, 'none')
    default:
      return sign(spoil(answer, fate), 'good')
  }
}

function cut(outgoing: ServerResponse): Response {
  outgoing.destroy()
  return RESPONSE_ALREADY_SENT
}

async function cutOff(outgoing: ServerResponse, answer: Response): Promise<Response> {
  const body = Buffer.from(await answer.arrayBuffer())
  outgoing.writeHead(answer.status, { ...Object.fromEntries(answer.headers), 'content-length': String(body.length) })
  outgoing.write(body.subarray(0, body.length >> 1), () => outgoing.destroy())
  return RESPONSE_ALREADY_SENT
}
