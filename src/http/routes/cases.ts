import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi'
import { fileClaim } from '../../intake/file-claim.js'
import { findOrder } from '../../intake/find-order.js'
import { checkEligibility } from '../../pipeline/check-eligibility.js'
import { policyFor } from '../../pipeline/policy-for.js'
import { readKnownOrder } from '../../pipeline/read-known-order.js'
import { explainDecision } from '../../report/explain-decision.js'
import { maskKeys } from '../../report/mask-keys.js'
import { reportVerdict } from '../../report/report-verdict.js'
import { blindfoldOf } from '../blindfold-of.js'
import { answerPage, pageAsk } from '../cursor.js'
import { caseAnswer, caseFilter, caseLine, eligibilityBody, openCaseBody, openedCase } from '../forms/cases.js'
import { failures, idParam, json, jsonBody, languageQuery, pageOf, pageQuery } from '../forms/common.js'
import { explanationAnswer } from '../forms/explanation.js'
import { noticeAnswer } from '../forms/notices.js'
import { reportedVerdict, verdictAnswer } from '../forms/verdicts.js'
import { found } from '../found.js'
import { given } from '../given.js'
import { posts, reads } from '../guard.js'
import { commit } from '../idempotency.js'
import type { HttpEnv } from '../parts.js'
import { answerInvalid } from '../refuse-invalid.js'
import { refuseLookerOfOrder } from '../refuse-looker.js'
import { showCase, showCaseLine, showVerdict } from '../show/show-case.js'
import { showPending } from '../show/show-desk.js'

const checkClaim = createRoute({
  method: 'post',
  path: '/v1/eligibility',
  operationId: 'checkEligibility',
  tags: ['Cases'],
  summary: 'Ask before a claim is filed',
  description: 'What would become of the claim without evidence: its road, what is missing, or why it is not eligible. Nothing is kept.',
  ...posts('cases:read'),
  request: { query: languageQuery, ...jsonBody(eligibilityBody) },
  responses: { 200: json(reportedVerdict, 'As it stands'), ...failures },
})

const openCase = createRoute({
  method: 'post',
  path: '/v1/cases',
  operationId: 'openCase',
  tags: ['Cases'],
  summary: 'Open a case',
  description: 'One open case per order: a second claim on the same order joins the first.',
  ...posts('cases:write'),
  request: { query: languageQuery, ...jsonBody(openCaseBody) },
  responses: { 200: json(openedCase, 'Joined the open case of the order'), 201: json(openedCase, 'Opened'), ...failures },
})

const getCase = createRoute({
  method: 'get',
  path: '/v1/cases/{id}',
  operationId: 'getCase',
  tags: ['Cases'],
  summary: 'One case with its evidence and verdict',
  ...reads('cases:read'),
  request: { params: idParam('case'), query: languageQuery },
  responses: { 200: json(caseAnswer, 'The case'), ...failures },
})

const listCases = createRoute({
  method: 'get',
  path: '/v1/cases',
  operationId: 'listCases',
  tags: ['Cases'],
  summary: 'Cases, newest first',
  ...reads('cases:read'),
  request: { query: pageQuery.extend(caseFilter.shape).extend(languageQuery.shape) },
  responses: { 200: json(pageOf(caseLine), 'A page'), ...failures },
})

const getVerdict = createRoute({
  method: 'get',
  path: '/v1/cases/{id}/verdict',
  operationId: 'getVerdict',
  tags: ['Cases'],
  summary: 'The latest verdict with everything that speaks for and against',
  ...reads('cases:read'),
  request: { params: idParam('case'), query: languageQuery },
  responses: { 200: json(verdictAnswer, 'The verdict'), ...failures },
})

const listVerdicts = createRoute({
  method: 'get',
  path: '/v1/cases/{id}/verdicts',
  operationId: 'listVerdicts',
  tags: ['Cases'],
  summary: 'All verdicts of a case, latest first',
  ...reads('cases:read'),
  request: { params: idParam('case'), query: languageQuery },
  responses: { 200: json(z.object({ items: z.array(verdictAnswer) }), 'The verdicts'), ...failures },
})

const listNotices = createRoute({
  method: 'get',
  path: '/v1/cases/{id}/notices',
  operationId: 'listNotices',
  tags: ['Cases'],
  summary: 'Who was told what, oldest first',
  description: 'Beside the events, which go to the platform: mail and short messages to buyer and merchant.',
  ...reads('cases:read'),
  request: { params: idParam('case') },
  responses: { 200: json(z.object({ items: z.array(noticeAnswer) }), 'The notices'), ...failures },
})

const getExplanation = createRoute({
  method: 'get',
  path: '/v1/cases/{id}/explanation',
  operationId: 'getExplanation',
  tags: ['Cases'],
  summary: 'Why the machine decided so',
  description:
    'For whoever the decision concerns: facts, rule, numbers, what spoke for and against, what would have changed it, the way to a person.',
  ...reads('cases:read'),
  request: { params: idParam('case'), query: languageQuery },
  responses: { 200: json(explanationAnswer, 'The latest decision, explained'), ...failures },
})

/** Cases: asked about, opened, looked at. */
export function casesRoutes(): OpenAPIHono<HttpEnv> {
  const app = new OpenAPIHono<HttpEnv>({ defaultHook: answerInvalid })
  app.openapi(checkClaim, async (c) => {
    const { platformId } = c.var.caller
    const { language } = c.req.valid('query')
    const now = c.var.parts.now().toISOString()
    const { claim: asked, remembered } = c.req.valid('json')
    const claim = { ...asked, submittedAt: asked.submittedAt ?? now }
    const { body } = await commit(c, async (rows) => {
      const orderNumber = claim.orderNumber ?? (remembered && (await findOrder(rows, claim.buyerId, remembered)))
      await refuseLookerOfOrder(rows, c.var, orderNumber)
      const known = orderNumber === null ? null : await readKnownOrder(rows, orderNumber)
      const policy = await policyFor(rows, { merchantId: known?.order.merchantId ?? null, at: now })
      const verdict = checkEligibility(platformId, claim, known, policy, now)
      return { status: 200, body: reportVerdict(verdict, { reveal: false, language }, known?.order.deliveredKeys) }
    })
    return c.json(body, 200)
  })
  app.openapi(openCase, async (c) => {
    const { claim, remembered, reference } = c.req.valid('json')
    const { now, settings } = c.var.parts
    const at = now()
    const judgeAt = new Date(at.getTime() + settings.evidenceGraceMs).toISOString()
    const filed = { ...claim, submittedAt: claim.submittedAt ?? at.toISOString() }
    const { status, body } = await commit(c, async (rows) => {
      const orderNumber = filed.orderNumber ?? (remembered && (await findOrder(rows, filed.buyerId, remembered)))
      await refuseLookerOfOrder(rows, c.var, orderNumber)
      const order = orderNumber === null ? null : await rows.orders.get(orderNumber)
      // It stands in lists and events, so no key of the order may.
      const shown = reference && maskKeys(order?.order.deliveredKeys ?? [])(reference)
      const opened = await fileClaim(rows, { claim: filed, orderNumber, reference: shown }, judgeAt, c.var.caller.keyId)
      const answer = { ...showCaseLine(opened.row, c.req.valid('query').language), joined: opened.joined }
      return { status: opened.joined ? (200 as const) : (201 as const), body: answer }
    })
    return c.json(body, status)
  })
  app.openapi(getCase, async (c) => {
    const { id } = c.req.valid('param')
    const { caller, parts } = c.var
    const whole = await parts.store.lookInPlatform(caller.platformId, async (rows) => {
      const { cases, orders, evidence, verdicts, decisions } = rows
      const [row, order, pieces, verdict, decision, blind] = await Promise.all([
        ...([cases.get(id), orders.ofCase(id), evidence.list(id), verdicts.latest(id)] as const),
        decisions.openOf(id),
        blindfoldOf(rows, c.var),
      ])
      const shown = found(row, id)
      const pendingDecision = blind.hides(id) ? null : await showPending(rows, decision, caller)
      return { row: blind.ofCase(shown), order, evidence: pieces, verdict, pendingDecision }
    })
    const { pendingDecision, ...known } = whole
    return c.json({ ...showCase(known, caller, c.req.valid('query').language), pendingDecision }, 200)
  })
  app.openapi(listCases, async (c) => {
    const { limit, cursor, language, ...filter } = c.req.valid('query')
    const ask = { ...pageAsk({ limit, cursor }), ...given(filter) }
    const page = await c.var.parts.store.lookInPlatform(c.var.caller.platformId, async (rows) => {
      const [listed, blind] = await Promise.all([rows.cases.list(ask), blindfoldOf(rows, c.var)])
      const shown = listed.rows.map((row) => blind.ofCase(row))
      // That it is found by its state would tell the state.
      return { ...listed, rows: shown.filter(({ state }) => filter.state === undefined || state === filter.state) }
    })
    return c.json(
      answerPage(page, (row) => showCaseLine(row, language)),
      200,
    )
  })
  app.openapi(getVerdict, async (c) => {
    const { id } = c.req.valid('param')
    const row = await c.var.parts.store.lookInPlatform(c.var.caller.platformId, ({ verdicts }) => verdicts.latest(id))
    return c.json(showVerdict(found(row, id), c.var.caller, c.req.valid('query').language), 200)
  })
  app.openapi(listVerdicts, async (c) => {
    const { id } = c.req.valid('param')
    const rows = await c.var.parts.store.lookInPlatform(c.var.caller.platformId, async ({ cases, verdicts }) => {
      found(await cases.get(id), id)
      return verdicts.list(id)
    })
    return c.json({ items: rows.map((row) => showVerdict(row, c.var.caller, c.req.valid('query').language)) }, 200)
  })
  app.openapi(getExplanation, async (c) => {
    const { id } = c.req.valid('param')
    const row = await c.var.parts.store.inPlatform(c.var.caller.platformId, ({ verdicts }) => verdicts.latest(id))
    return c.json(explainDecision(found(row, `${id} has no decision yet`), c.req.valid('query').language), 200)
  })
  app.openapi(listNotices, async (c) => {
    const { id } = c.req.valid('param')
    const told = await c.var.parts.store.inPlatform(c.var.caller.platformId, async (rows) => {
      found(await rows.cases.get(id), id)
      return (await blindfoldOf(rows, c.var)).hides(id) ? [] : rows.notices.list(id)
    })
    return c.json({ items: [...told] }, 200)
  })
  return app
}
