import { createRoute, OpenAPIHono } from '@hono/zod-openapi'
import { Fault } from '../../errors.js'
import { gatherSheet } from '../../pipeline/gather-sheet.js'
import { failures, idParam, json, languageQuery } from '../forms/common.js'
import { sheetAnswer } from '../forms/sheet.js'
import { found } from '../found.js'
import { reads } from '../guard.js'
import type { HttpEnv } from '../parts.js'
import { answerInvalid } from '../refuse-invalid.js'
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
    const sheet = await parts.store.lookInPlatform(caller.platformId, (rows) => gatherSheet(rows, id, parts.now(), withAudit))
    return c.json(showSheet(found(sheet, id), caller, c.req.valid('query').language), 200)
  })
  return app
}
