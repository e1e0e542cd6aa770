import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { streamSSE } from 'hono/streaming'
import { addWords } from '../../intake/add-words.js'
import { issueChallenge } from '../../intake/issue-challenge.js'
import type { CaseCommand } from '../../model/case-life.js'
import { lookAsBuyer } from '../../pipeline/look-as-buyer.js'
import { moveStoredCase } from '../../pipeline/move-stored-case.js'
import type { PlatformRows } from '../../ports/store.js'
import { tellBuyer, tellChallenge } from '../../report/tell-buyer.js'
import { buyerCase, buyerSays, buyerWords, challengeAnswer } from '../forms/buyer.js'
import { failures, json, jsonBody, languageQuery } from '../forms/common.js'
import { found } from '../found.js'
import { limitBody } from '../limit-body.js'
import { countRequest } from '../limit-rate.js'
import type { HttpEnv } from '../parts.js'
import { answerInvalid } from '../refuse-invalid.js'
import { refuseUnkeepableBody } from '../refuse-unkeepable.js'
import { sendCaseNews } from '../send-case-news.js'

const tags = ["Buyer's page"]
const params = z.object({ token: z.string().openapi({ description: 'Of the link' }) })
/** The link itself lets in (`link-guard`). */
const byLink = { security: [], middleware: [limitBody(16_384), refuseUnkeepableBody] }

const getBuyersCase = createRoute({
  method: 'get',
  path: '/c/{token}/api/case',
  operationId: 'getBuyersCase',
  tags,
  summary: 'The case as its buyer sees it',
  ...byLink,
  request: { params, query: languageQuery },
  responses: { 200: json(buyerCase, 'The case'), ...failures },
})

const streamBuyersCase = createRoute({
  method: 'get',
  path: '/c/{token}/api/events',
  operationId: 'streamBuyersCase',
  tags,
  summary: 'Says each time that the case changed',
  description:
    'Server-sent events named `changed`, without content: the case is asked for anew. Ends with the link, and after ten minutes.',
  ...byLink,
  request: { params },
  responses: { 200: { description: 'A stream', content: { 'text/event-stream': { schema: z.string() } } }, ...failures },
})

const issueCode = createRoute({
  method: 'post',
  path: '/c/{token}/api/challenge',
  operationId: 'issueChallenge',
  tags,
  summary: 'A one-time code to film',
  description:
    'Valid for ten minutes. A recording that shows it, announced within them, speaks for the buyer; without one nothing is worse.',
  ...byLink,
  request: { params },
  responses: { 200: json(challengeAnswer, 'The code'), ...failures },
})

const move = <Path extends string, Body extends z.ZodType>(name: Path, operationId: string, summary: string, body: Body) =>
  createRoute({
    method: 'post',
    path: `/c/{token}/api/${name}` as const,
    operationId,
    tags,
    summary,
    ...byLink,
    request: { params, query: languageQuery, ...jsonBody(body) },
    responses: { 200: json(buyerCase, 'Where the case stands now'), ...failures },
  })

const askPerson = move('ask-person', 'askForPersonByLink', 'The buyer wants a person', buyerWords)
const appeal = move('appeal', 'appealByLink', 'The buyer appeals, with new evidence', buyerWords)
const withdraw = move('withdraw', 'withdrawByLink', 'The buyer withdraws', buyerWords)
const say = move('say', 'sayByLink', 'The buyer adds words to the claim', buyerSays)

/** What the buyer sees and says of a case, by its link. */
export function buyerCaseRoutes(): OpenAPIHono<HttpEnv> {
  const app = new OpenAPIHono<HttpEnv>({ defaultHook: answerInvalid })
  app.openapi(getBuyersCase, async (c) => c.json(await look(c), 200))
  app.openapi(askPerson, async (c) => c.json(await follow(c, { is: 'person-asked', ...c.req.valid('json') }), 200))
  app.openapi(appeal, async (c) => c.json(await follow(c, { is: 'appealed', ...c.req.valid('json') }), 200))
  app.openapi(withdraw, async (c) => c.json(await follow(c, { is: 'withdrawn', ...c.req.valid('json') }), 200))
  app.openapi(say, async (c) => {
    const { words, reason } = c.req.valid('json')
    const { link, parts } = c.var
    const body = await look(c, async (rows) => {
      const row = found(await rows.cases.get(link.caseId), link.caseId)
      // A person's question may be answered in words alone; then that person goes on.
      const answers = row.state === 'needs-evidence' && row.holder === 'person'
      if (!answers) return addWords(rows, link.caseId, { words, reason }, link.id)
      return moveStoredCase(rows, link.caseId, { is: 'person-asked', words }, { actor: link.id, now: parts.now().toISOString() })
    })
    return c.json(body, 200)
  })
  app.openapi(issueCode, async (c) => {
    const { link, parts } = c.var
    const issued = await parts.store.inPlatform(c.var.caller.platformId, (rows) => issueChallenge(rows, link.caseId, link.id, parts.now()))
    return c.json(tellChallenge(issued), 200)
  })
  app.openapi(streamBuyersCase, async (c) => {
    const { parts, caller, link } = c.var
    // A stream goes on asking: it counts as several.
    await countRequest(c, Math.max(1, Math.floor(parts.limiter.points / mostStreams)))
    c.header('X-Accel-Buffering', 'no')
    return streamSSE(
      c,
      (stream) => sendCaseNews(stream, parts, caller, link.caseId),
      async (thrown) => parts.report(thrown, c.var.requestId),
    ) as never
  })
  return app
}

/** Begun by one link in a minute. */
const mostStreams = 30

type Asked = Context<HttpEnv, string, { out: { query: { language: 'zh' | 'en' } } }>

function follow(c: Asked, command: CaseCommand) {
  const { link, parts } = c.var
  return look(c, (rows) => moveStoredCase(rows, link.caseId, command, { actor: link.id, now: parts.now().toISOString() }))
}

/** The case as it stands after the work. */
async function look(c: Asked, work?: (rows: PlatformRows) => Promise<unknown>) {
  const { link, parts, caller } = c.var
  const now = parts.now().toISOString()
  const seen = await parts.store.inPlatform(caller.platformId, async (rows) => {
    await work?.(rows)
    return lookAsBuyer(rows, link.caseId, now)
  })
  return { ...tellBuyer(seen, c.req.valid('query').language, now), linkExpiresAt: link.expiresAt, language: link.language }
}
