import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { Fault } from '../../errors.js'
import type { CaseCommand, CaseSide } from '../../model/case-life.js'
import { decideAtDesk } from '../../pipeline/decide-at-desk.js'
import { type AskedDecision, decideStoredCase } from '../../pipeline/decide-stored-case.js'
import { checkUnchanged } from '../../pipeline/hold-case.js'
import { type MovedStoredCase, moveStoredCase } from '../../pipeline/move-stored-case.js'
import type { PlatformRows } from '../../ports/store.js'
import { blindfoldOf } from '../blindfold-of.js'
import { caseLine, caseMoveAnswer, decidedCase, decisionBody, merchantAnswerBody, restBody, takeBody, wordsBody } from '../forms/cases.js'
import { failures, idParam, json, jsonBody, languageQuery } from '../forms/common.js'
import { found } from '../found.js'
import { posts, reads } from '../guard.js'
import { commit, type Transaction } from '../idempotency.js'
import type { Caller, HttpEnv } from '../parts.js'
import { answerInvalid } from '../refuse-invalid.js'
import type { Scope } from '../scopes.js'
import { showCaseLine, showMove } from '../show/show-case.js'
import { showPending } from '../show/show-desk.js'
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
const decide = createRoute({
  method: 'post',
  path: '/v1/cases/{id}/decision',
  operationId: 'decideCase',
  tags: ['Cases'],
  summary: 'A person decides',
  description:
    'Pays in full or in part, refuses with a reason code and words, or asks for more. An appeal is decided by another person. ' +
    'Who is signed in has to hold the case; the decision is carried out when it can no longer be taken back, a payment above ' +
    'the limit when another person has signed it. An API key names the person, and its decision is carried out at once.',
  ...posts('cases:decide'),
  request: { params: idParam('case'), query: languageQuery, ...jsonBody(decisionBody) },
  responses: { 200: json(decidedCase, 'Where the case stands now'), ...failures },
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
  app.openapi(take, async (c) => {
    const person = deciderOf(c.var.caller, c.req.valid('json').person)
    return c.json(await follow(c, { is: 'taken', person }, null), 200)
  })
  app.openapi(decide, async (c) => {
    const { person: named, seenRevision, ...asked } = c.req.valid('json')
    const { decision: is, ...more } = asked
    const decision = { is, ...more } as AskedDecision
    const person = deciderOf(c.var.caller, named)
    const { language } = c.req.valid('query')
    const { body } = await commit(c, async (rows) => {
      const decided = await decideAs(c, rows, { person, decision, seenRevision })
      const pendingDecision = await showPending(rows, decided.decision, c.var.caller)
      return { status: 200, body: { ...showCaseLine(decided.row, language), pendingDecision } }
    })
    return c.json(body, 200)
  })
  app.openapi(getTimeline, async (c) => {
    const { id } = c.req.valid('param')
    const { caller, parts } = c.var
    const { moves, order } = await parts.store.inPlatform(caller.platformId, async (rows) => {
      const { orderNumber } = found(await rows.cases.get(id), id)
      const blind = await blindfoldOf(rows, c.var)
      const moves = blind.ofMoves(id, await rows.cases.timeline(id))
      return { moves, order: orderNumber === null ? null : await rows.orders.get(orderNumber) }
    })
    return c.json({ items: moves.map((row) => showMove(row, order, c.var.caller, c.req.valid('query').language)) }, 200)
  })
  return app
}

type Asked = Context<HttpEnv, string, { out: { param: { id: string }; query: { language: 'zh' | 'en' } } }>

/** Who is signed in decides as itself, whatever is said; an API key says who decides. Throws `request-invalid`. */
function deciderOf({ person }: Caller, named: string | undefined): string {
  const id = person?.id ?? named
  if (id === undefined) throw new Fault('request-invalid', 'body.person: an API key says who decides')
  return id
}

/** A person's decision waits until it can no longer be taken back; the platform's own system answers for its people, so an API key's is carried out at once. */
async function decideAs(c: Asked, rows: PlatformRows, asked: Parameters<typeof decideAtDesk>[2]) {
  const { id } = c.req.valid('param')
  const now = c.var.parts.now().toISOString()
  if (c.var.caller.person) return decideAtDesk(rows, id, asked, now)
  checkUnchanged(found(await rows.cases.lock(id), id), asked.seenRevision)
  const { row } = await decideStoredCase(rows, id, asked, { actor: asked.person, now })
  return { row, decision: null }
}

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
