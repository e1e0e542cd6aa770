import type { Context } from 'hono'
import { createMiddleware } from 'hono/factory'
import { Fault } from '../errors.js'
import type { HttpEnv } from './parts.js'

/** Turns away an address with text that no database keeps: U+0000, broken UTF-8. Throws `request-malformed`. */
export const refuseUnkeepable = createMiddleware<HttpEnv>(async (c, next) => {
  if (isUnkeepable(decoded(c.req.url))) throw new Fault('request-malformed', 'the address holds a character that cannot be kept')
  await next()
})

/** The same for a JSON body, where half of a surrogate pair can stand too; other bodies pass. Throws `request-malformed`. */
export const refuseUnkeepableBody = createMiddleware<HttpEnv>(async (c, next) => {
  if (/^application\/([\w.-]+\+)?json\b/i.test(c.req.header('Content-Type') ?? '')) {
    const because = findUnkeepable(await parsedBody(c))
    if (because !== null) throw new Fault('request-malformed', because)
  }
  await next()
})

function decoded(address: string): string {
  try {
    return decodeURIComponent(address)
  } catch (cause) {
    throw new Fault('request-malformed', 'the address holds a broken percent sign or broken UTF-8', { cause })
  }
}

async function parsedBody(c: Context<HttpEnv>): Promise<unknown> {
  try {
    return await c.req.json()
  } catch (cause) {
    throw new Fault('request-malformed', 'the body is no JSON', { cause })
  }
}

/** JSON nested deeper than any form of ours only serves to exhaust a stack. */
const mostLevels = 32

/** Why nothing of this JSON can be kept: a character no database keeps, or nesting without end; null when all is well. */
export function findUnkeepable(body: unknown): string | null {
  const open: { readonly value: unknown; readonly level: number }[] = [{ value: body, level: 0 }]
  for (let item = open.pop(); item; item = open.pop()) {
    const { value, level } = item
    if (level > mostLevels) return `the body is nested more than ${mostLevels} levels deep`
    if (typeof value === 'string' && isUnkeepable(value)) return 'the body holds a character that cannot be kept'
    if (typeof value !== 'object' || value === null) continue
    for (const [key, inner] of Object.entries(value)) {
      if (isUnkeepable(key)) return 'the body holds a character that cannot be kept'
      open.push({ value: inner, level: level + 1 })
    }
  }
  return null
}

function isUnkeepable(text: string): boolean {
  return /[\0\p{Surrogate}]/u.test(text)
}
