import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi'
import { deciders } from '../../model/person.js'
import { assignCase } from '../../pipeline/assign-case.js'
import { holdCase, holdNext, letGo } from '../../pipeline/hold-case.js'
import type { DeskFilter } from '../../ports/store/desk.js'
import { blindfoldOf } from '../blindfold-of.js'
import { answerPage, pageAsk } from '../cursor.js'
import { personOf } from '../deciders.js'
import { failures, idParam, json, jsonBody, languageQuery, pageOf, pageQuery } from '../forms/common.js'
import {
  assigneeAnswer,
  assigneeBody,
  colleague,
  leaseAnswer,
  queueCounts,
  queueFilter,
  queueLine,
  takeNextBody,
  takenNext,
} from '../forms/desk.js'
import { found } from '../found.js'
import { given } from '../given.js'
import { posts, reads, writes } from '../guard.js'
import { commit } from '../idempotency.js'
import type { Caller, HttpEnv } from '../parts.js'
import { answerInvalid } from '../refuse-invalid.js'
import { nameAll, namedIn, showLease, showQueueLine } from '../show/show-desk.js'

const tags = ['Review desk']

const listQueue = createRoute({
  method: 'get',
  path: '/v1/queue',
  operationId: 'listQueue',
  tags,
  summary: 'Cases that wait for a person, in the order of their turn',
  description:
    'Since when they wait, with a head start by trust and amount; a deadline that ends sooner than usual counts as time waited. ' +
    'A case whose decision can still be taken back is not in it.',
  ...reads('cases:decide'),
  request: { query: pageQuery.extend(queueFilter.shape).extend(languageQuery.shape) },
  responses: { 200: json(pageOf(queueLine), 'A page'), ...failures },
})

const countQueue = createRoute({
  method: 'get',
  path: '/v1/queue/counts',
  operationId: 'countQueue',
  tags,
  summary: 'How much waits',
  description: 'Cheap enough to be asked every few seconds: leases are not announced as events.',
  ...reads('cases:decide'),
  responses: { 200: json(queueCounts, 'The counts'), ...failures },
})

const takeNext = createRoute({
  method: 'post',
  path: '/v1/queue/take-next',
  operationId: 'takeNext',
  tags,
  summary: 'Hold the first case that nobody holds',
  description: 'For three minutes; ask for its lease again to go on holding it. Cases assigned to another are passed by.',
  ...posts('cases:decide'),
  request: { query: languageQuery, ...jsonBody(takeNextBody) },
  responses: { 200: json(takenNext, 'The case, or null'), ...failures },
})

const takeLease = createRoute({
  method: 'post',
  path: '/v1/cases/{id}/lease',
  operationId: 'holdCase',
  tags,
  summary: 'Hold a case, or go on holding it',
  description:
    'For three minutes from now. Who is signed in decides only a case it holds. `case-taken` tells in `about` who has it, and until when.',
  ...posts('cases:decide'),
  request: { params: idParam('case') },
  responses: { 200: json(leaseAnswer, 'Held'), ...failures },
})

const dropLease = createRoute({
  method: 'delete',
  path: '/v1/cases/{id}/lease',
  operationId: 'letGoOfCase',
  tags,
  summary: 'Give a case back',
  ...writes('cases:decide'),
  request: { params: idParam('case') },
  responses: { 204: { description: 'Not held by who asks' }, ...failures },
})

const assign = createRoute({
  method: 'put',
  path: '/v1/cases/{id}/assignee',
  operationId: 'assignCase',
  tags,
  summary: 'Say whose case it is',
  description: 'Leads and admins assign anyone who may decide; a reviewer takes it or gives its own back.',
  ...writes('cases:decide'),
  request: { params: idParam('case'), ...jsonBody(assigneeBody) },
  responses: { 200: json(assigneeAnswer, 'Assigned'), ...failures },
})

const listColleagues = createRoute({
  method: 'get',
  path: '/v1/colleagues',
  operationId: 'listColleagues',
  tags,
  summary: 'Who may decide cases, by name',
  ...reads('cases:decide'),
  responses: { 200: json(z.object({ items: z.array(colleague) }), 'All of them'), ...failures },
})

/** What waits for a person, and who has it. */
export function queueRoutes(): OpenAPIHono<HttpEnv> {
  const app = new OpenAPIHono<HttpEnv>({ defaultHook: answerInvalid })
  app.openapi(listQueue, async (c) => {
    const { limit, cursor, language, ...filter } = c.req.valid('query')
    const asked = askOf(c.var.caller, c.var.parts.now())
    const page = await c.var.parts.store.lookInPlatform(c.var.caller.platformId, async (rows) => {
      const [all, blind] = await Promise.all([
        rows.desk.list({ ...pageAsk({ limit, cursor }), filter: filterOf(filter, asked.personId), now: asked.now }),
        blindfoldOf(rows, c.var),
      ])
      const lines = { ...all, rows: all.rows.filter(({ caseId }) => !blind.hides(caseId)) }
      const naming = await nameAll(rows, lines.rows.flatMap(namedIn))
      return answerPage(lines, (line) => showQueueLine(line, naming, asked, language))
    })
    return c.json(page, 200)
  })
  app.openapi(countQueue, async (c) => {
    const asked = askOf(c.var.caller, c.var.parts.now())
    const { personId, now } = asked
    const counts = await c.var.parts.store.lookInPlatform(c.var.caller.platformId, async ({ desk, secondLooks, notes }) => {
      const [queue, looks, mentions] = await Promise.all([
        desk.counts(asked),
        personId === null ? 0 : secondLooks.countFor({ personId, now }),
        personId === null ? 0 : notes.countUnread(personId),
      ])
      return { ...queue, secondLooks: looks, mentions }
    })
    return c.json(counts, 200)
  })
  app.openapi(takeNext, async (c) => {
    const { language } = c.req.valid('query')
    const { id: personId } = personOf(c.var.caller)
    const asked = { personId, now: c.var.parts.now().toISOString() }
    const { body } = await commit(c, async (rows) => {
      const line = await holdNext(rows, filterOf(c.req.valid('json').filter, personId), personId, asked.now)
      const item = line && showQueueLine(line, await nameAll(rows, namedIn(line)), asked, language)
      return { status: 200, body: { item } }
    })
    return c.json(body, 200)
  })
  addHolding(app)
  app.openapi(listColleagues, async (c) => {
    const people = await c.var.parts.store.lookInPlatform(c.var.caller.platformId, (rows) => rows.people.active(deciders))
    const items = people.map(({ id, name, role }) => ({ id, name, role: role as 'reviewer' | 'lead' | 'admin' }))
    return c.json({ items }, 200)
  })
  return app
}

function addHolding(app: OpenAPIHono<HttpEnv>): void {
  app.openapi(takeLease, async (c) => {
    const { id } = c.req.valid('param')
    const { body } = await commit(c, async (rows) => {
      found(await rows.cases.get(id), id)
      const person = personOf(c.var.caller)
      const lease = await holdCase(rows, id, person.id, c.var.parts.now().toISOString())
      return { status: 200, body: showLease(lease, () => ({ id: person.id, name: person.name })) }
    })
    return c.json(body, 200)
  })
  app.openapi(dropLease, async (c) => {
    const { id } = c.req.valid('param')
    await c.var.parts.store.inPlatform(c.var.caller.platformId, async (rows) => {
      found(await rows.cases.get(id), id)
      await letGo(rows, id, personOf(c.var.caller).id)
    })
    return c.body(null, 204)
  })
  app.openapi(assign, async (c) => {
    const { id } = c.req.valid('param')
    const { personId } = c.req.valid('json')
    const { keyId, person, platformId } = c.var.caller
    const assignee = await c.var.parts.store.inPlatform(platformId, async (rows) => {
      await assignCase(rows, id, personId, { assigner: { id: keyId, role: person?.role ?? null }, deciders })
      return personId === null ? null : (await nameAll(rows, [personId]))(personId)
    })
    return c.json({ assignee }, 200)
  })
}

function askOf({ person }: Caller, now: Date) {
  return { personId: person?.id ?? null, now: now.toISOString() }
}

/** `me` and `nobody` as ids. A key is nobody's: of `me` it has none. */
function filterOf({ assignee, ...filter }: z.output<typeof queueFilter>, personId: string | null): DeskFilter {
  if (assignee === undefined) return given(filter)
  return { ...given(filter), assignee: assignee === 'nobody' ? null : assignee === 'me' ? (personId ?? 'me') : assignee }
}
