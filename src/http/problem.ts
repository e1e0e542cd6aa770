import type { Context } from 'hono'
import { HTTPException } from 'hono/http-exception'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import { Fault, type FaultCode, toFault } from '../errors.js'
import type { HttpEnv } from './parts.js'

/** Where the request breaks its form: a path like `body.order.amountFen`. */
export interface FormProblem {
  readonly at: string
  readonly problem: string
}

/** Any thrown thing as problem+json (RFC 9457) with a stable `code`. What is our own fault is told without details: they go to `report`. */
export function answerProblem(c: Context<HttpEnv>, thrown: unknown, problems?: readonly FormProblem[]): Response {
  const fault = thrown instanceof HTTPException ? fromHono(thrown) : toFault(thrown)
  const isOurs = fault.status >= 500
  if (isOurs) c.var.parts.report(fault.cause instanceof Error ? fault.cause : fault, c.var.requestId)
  if (fault.code === 'unauthenticated') c.header('WWW-Authenticate', 'Bearer')
  if (fault.status === 503 || fault.code === 'idempotency-in-progress') c.header('Retry-After', '1')
  const body = {
    type: `urn:swiftproof:problem:${fault.code}`,
    title: fault.title,
    status: fault.status,
    code: fault.code,
    ...(isOurs ? {} : { detail: fault.detail }),
    ...(fault.about ? { about: fault.about } : {}),
    retry: fault.retry,
    requestId: c.var.requestId,
    ...(problems ? { problems } : {}),
  }
  return c.body(JSON.stringify(body), fault.status as ContentfulStatusCode, { 'Content-Type': 'application/problem+json' })
}

const codeByStatus: Readonly<Record<number, FaultCode>> = {
  400: 'request-malformed',
  404: 'not-found',
  405: 'method-not-allowed',
  413: 'body-too-large',
  415: 'media-type-refused',
}

function fromHono(thrown: HTTPException): Fault {
  return new Fault(codeByStatus[thrown.status] ?? 'internal', thrown.message || 'no more is known', { cause: thrown })
}
