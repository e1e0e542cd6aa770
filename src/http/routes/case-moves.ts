import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import type { CaseCommand, CaseSide } from '../../model/case-life.js'
import { type AskedDecision, decideStoredCase } from '../../pipeline/decide-stored-case.js'
import { type MovedStoredCase, moveStoredCase } from '../../pipeline/move-stored-case.js'
import type { PlatformRows } from '../../ports/store.js'
import { caseLine, caseMoveAnswer, decisionBody, merchantAnswerBody, restBody, takeBody, wordsBody } from '../forms/cases.js'
import { failures, idParam, json, jsonBody, languageQuery } from '../forms/common.js'
import { found } from '../found.js'
import { posts, reads } from '../guard.js'
import { commit, type Transaction } from '../idempotency.js'
import type { HttpEnv } from '../parts.js'
import { answerInvalid } from '../refuse-invalid.js'
import type { Scope } from '../scopes.js'
import { showCaseLine, showMove } from '../show/show-case.js'
import { speakInCase } from '../speak-in-case.js'

/** A move of a case: refused with `move-refused` where its state does not allow it. */
const move = <Path extends string, Body extends z.ZodType>(
  name: Path,
  operationId: string,
  body: Body,
  {
    scope = 'cases:write',
    ...words
  }: { readonly scope?: Scope | readonly Scope[]; readonly summary: string; readonly description: string },
) =>
  createRoute({
    method: 'post',
    path: `/v1/cases/{id}/${name}` as const,
    operationId,
    tags: ['Cases'],
    ...words,
    ...posts(scope),
    request: { params: idParam('case'), query: languageQuery, ...jsonBody(body) },
    responses: { 200: json(caseLine, 'Where the case stands now'), ...failures },
  })

/** Also of a merchant's own people. */
const ofMerchants = ['cases:write', 'cases:answer'] as const

const answerMerchant = move('merchant-answer', 'answerAsMerchant', merchantAnswerBody, {
  scope: ofMerchants,
  summary: 'What the merchant says',
  description: 'While the case waits for the merchant; later it is refused. An objection needs words and opens arbitration.',
})
const rest = move('rest', 'restCase', restBody, {
  scope: ofMerchants,
  summary: 'A side has nothing more to say',
  description: 'In arbitration; when both have said so it ends early.',
})
const askPerson = move('ask-person', 'askForPerson', wordsBody, {
  summary: 'The buyer wants a person',
  description: 'From every automatic outcome. From then on verdicts are advice.',
})
const appeal = move('appeal', 'appealCase', wordsBody, {
  summary: 'The buyer appeals',
  description: 'Once, while the result is open to appeal, and with evidence uploaded after the result. Another person decides.',
})
const withdraw = move('withdraw', 'withdrawCase', wordsBody, {
  summary: 'The buyer withdraws',
  description: 'Not while a refund is under way.',
})
const take = move('take', 'takeCase', takeBody, {
  scope: 'cases:decide',
  summary: 'A reviewer takes the case',
  description: 'From then on verdicts are advice.',
})
const decide = move('decision', 'decideCase', decisionBody, {
  scope: 'cases:decide',
  summary: 'A person decides',
  description: 'Pays in full or in part, refuses with a reason code and words, or asks for more. An appeal is decided by another person.',
})

const getTimeline = createRoute({
  method: 'get',
  path: '/v1/cases/{id}/timeline',
  operationId: 'getTimeline',
  tags: ['Cases'],
  summary: 'Everything that happened to a case, oldest first',
  ...reads('cases:read'),
  request: { params: idParam('case'), query: languageQuery },
  responses: { 200: json(z.object({ items: z.array(caseMoveAnswer) }), 'Its moves'), ...failures },
})

/** What buyer, merchant and reviewer do with a case. */
export function caseMovesRoutes(): OpenAPIHono<HttpEnv> {
  const app = new OpenAPIHono<HttpEnv>({ defaultHook: answerInvalid })
  app.openapi(answerMerchant, async (c) => {
    const { state: answer, words } = c.req.valid('json')
    return c.json(await follow(c, { is: 'merchant-answered', answer, words }, 'merchant'), 200)
  })
  app.openapi(rest, async (c) => {
    const { side } = c.req.valid('json')
    return c.json(await follow(c, { is: 'rested', side }, side), 200)
  })
  app.openapi(askPerson, async (c) => c.json(await follow(c, { is: 'person-asked', ...c.req.valid('json') }), 200))
  app.openapi(appeal, async (c) => c.json(await follow(c, { is: 'appealed', ...c.req.valid('json') }), 200))
  app.openapi(withdraw, async (c) => c.json(await follow(c, { is: 'withdrawn', ...c.req.valid('json') }), 200))
  app.openapi(take, async (c) => c.json(await follow(c, { is: 'taken', ...c.req.valid('json') }, null), 200))
  app.openapi(decide, async (c) => {
    const { person, ...body } = c.req.valid('json')
    const { decision: is, ...more } = body
    const decision = { is, ...more } as AskedDecision
    const { id } = c.req.valid('param')
    const by = { actor: person, now: c.var.parts.now().toISOString() }
    return c.json(await answer(c, (rows) => decideStoredCase(rows, id, { person, decision }, by)), 200)
  })
  app.openapi(getTimeline, async (c) => {
    const { id } = c.req.valid('param')
    const { moves, order } = await c.var.parts.store.inPlatform(c.var.caller.platformId, async (rows) => {
      const { orderNumber } = found(await rows.cases.get(id), id)
      return { moves: await rows.cases.timeline(id), order: orderNumber === null ? null : await rows.orders.get(orderNumber) }
    })
    return c.json({ items: moves.map((row) => showMove(row, order, c.var.caller, c.req.valid('query').language)) }, 200)
  })
  return app
}

type Asked = Context<HttpEnv, string, { out: { param: { id: string }; query: { language: 'zh' | 'en' } } }>

/** Does what the command says, by who asks: for a side, or for the platform. */
function follow(c: Asked, command: CaseCommand, side: CaseSide | null = 'buyer') {
  const by = { actor: c.var.caller.keyId, now: c.var.parts.now().toISOString() }
  const { id } = c.req.valid('param')
  return answer(c, (rows) => moveStoredCase(rows, id, command, by), side === null ? undefined : speakInCase(c, id, side))
}

async function answer(c: Asked, work: (rows: PlatformRows) => Promise<MovedStoredCase>, transaction?: Transaction) {
  const { language } = c.req.valid('query')
  const { body } = await commit(c, async (rows) => ({ status: 200, body: showCaseLine((await work(rows)).row, language) }), transaction)
  return body
}
