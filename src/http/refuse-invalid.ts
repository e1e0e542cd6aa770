import type { z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { Fault } from '../errors.js'
import type { HttpEnv } from './parts.js'
import { answerProblem, type FormProblem } from './problem.js'

type Checked = ({ readonly success: true } | { readonly success: false; readonly error: z.ZodError }) & { readonly target: string }

/** Answers a request that breaks its form with all that is wrong, each with its path. */
export function answerInvalid(result: Checked, c: Context<HttpEnv>): Response | undefined {
  if (result.success) return undefined
  const where = result.target === 'json' ? 'body' : result.target
  const problems = result.error.issues.slice(0, 50).map((issue) => inWords(issue, where))
  const detail = problems.map(({ at, problem }) => `${at}: ${problem}`).join('; ')
  return answerProblem(c, new Fault('request-invalid', detail.slice(0, 2000)), problems)
}

/** One thing that is wrong, with its path below `where`. */
export function inWords({ path, message }: z.core.$ZodIssue, where: string): FormProblem {
  const at = path.reduce<string>(
    (trail, step) => (typeof step === 'number' ? `${trail}[${step}]` : trail === '' ? String(step) : `${trail}.${String(step)}`),
    where,
  )
  return { at: at.slice(0, 300), problem: message.replace(/^Invalid input: /, '').slice(0, 300) }
}
