import { createRoute, OpenAPIHono } from '@hono/zod-openapi'
import { Fault } from '../../errors.js'
import { type GatheredSheet, gatherSheet } from '../../pipeline/gather-sheet.js'
import type { Blindfold } from '../../pipeline/look-again.js'
import type { PlatformRows } from '../../ports/store.js'
import { blindfoldOf } from '../blindfold-of.js'
import { failures, idParam, json, languageQuery } from '../forms/common.js'
import { sheetAnswer } from '../forms/sheet.js'
import { found } from '../found.js'
import { reads } from '../guard.js'
import type { HttpEnv } from '../parts.js'
import { answerInvalid } from '../refuse-invalid.js'
import { showPending } from '../show/show-desk.js'
import { showSheet } from '../show/show-sheet.js'

const getSheet = createRoute({
  method: 'get',
  path: '/v1/cases/{id}/sheet',
  operationId: 'getCaseSheet',
  tags: ['Cases'],
  summary: 'Everything a reviewer decides a case by',
  description:
    'One answer of stored facts: the order beside what was read, how the confidence came about, contradictions, evidence with its ' +
    'boxes, what ties the case to others, buyer, merchant, timeline. Not for merchants.',
  ...reads('cases:read'),
  request: { params: idParam('case'), query: languageQuery },
  responses: { 200: json(sheetAnswer, 'The sheet'), ...failures },
})

/** The case sheet. */
export function sheetRoutes(): OpenAPIHono<HttpEnv> {
  const app = new OpenAPIHono<HttpEnv>({ defaultHook: answerInvalid })
  app.openapi(getSheet, async (c) => {
    const { id } = c.req.valid('param')
    const { caller, parts } = c.var
    // What is thought of a buyer is not for the other side.
    if (caller.person?.merchantId) throw new Fault('not-found', id)
    const withAudit = caller.scopes.has('audit:read')
    const { language } = c.req.valid('query')
    const now = parts.now()
    const shown = await parts.store.lookInPlatform(caller.platformId, async (rows) => {
      const [sheet, decision, blind] = await Promise.all([
        gatherSheet(rows, id, now, withAudit),
        rows.decisions.openOf(id),
        blindfoldOf(rows, c.var),
      ])
      const pendingDecision = blind.hides(id) ? null : await showPending(rows, decision, caller)
      const seen = found(sheet && blindSheet(sheet, blind), id)
      return { sheet: seen, pendingDecision, people: await peopleIn(rows, seen) }
    })
    const answer = showSheet(shown.sheet, caller, language)
    return c.json({ ...answer, case: { ...answer.case, pendingDecision: shown.pendingDecision }, people: shown.people }, 200)
  })
  return app
}

/** Who acted, of those that are people; also who is no colleague any more, or never was. */
async function peopleIn({ people }: PlatformRows, { timeline, audit }: GatheredSheet) {
  const entries = audit ?? []
  const ids = [...timeline, ...entries].map(({ actor }) => actor)
  const assigned = entries.flatMap(({ details: { to } }) => (typeof to === 'string' && to.startsWith('per_') ? [to] : []))
  return [...(await people.names([...new Set([...ids, ...assigned])]))].map(([id, name]) => ({ id, name }))
}

/** With each case as it stood before it was decided, for who looks at it a second time. */
function blindSheet(sheet: GatheredSheet, blind: Blindfold): GatheredSheet {
  const { row, buyerCases, others, refundedFen365d } = sheet
  const hidden = buyerCases.filter((one) => blind.hides(one.row.id))
  return {
    ...sheet,
    row: blind.ofCase(row),
    timeline: blind.ofMoves(row.id, sheet.timeline),
    buyerCases: buyerCases.map((one) => ({ ...one, row: blind.ofCase(one.row) })),
    refundedFen365d: refundedFen365d - hidden.reduce((sum, one) => sum + one.row.paidFen, 0),
    others: new Map([...others].map(([id, one]) => [id, { ...one, row: blind.ofCase(one.row) }])),
    audit: blind.hides(row.id) ? null : sheet.audit,
  }
}
