import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi'
import { deciders } from '../../model/person.js'
import { addNote } from '../../pipeline/add-note.js'
import type { NoteRow } from '../../ports/store/notes.js'
import { blindfoldOf } from '../blindfold-of.js'
import { answerPage, pageAsk } from '../cursor.js'
import { personOf } from '../deciders.js'
import { failures, idParam, json, jsonBody, languageQuery, pageOf, pageQuery } from '../forms/common.js'
import { mentionAnswer, mentionFilter, noteAnswer, noteBody } from '../forms/notes.js'
import { found } from '../found.js'
import { posts, reads } from '../guard.js'
import { commit } from '../idempotency.js'
import { keysOfCase } from '../keys-of-case.js'
import type { HttpEnv } from '../parts.js'
import { answerInvalid } from '../refuse-invalid.js'
import { hiderFor } from '../show/show-case.js'
import { type Naming, nameAll } from '../show/show-desk.js'

const tags = ['Review desk']

const listNotes = createRoute({
  method: 'get',
  path: '/v1/cases/{id}/notes',
  operationId: 'listNotes',
  tags,
  summary: 'What we wrote on a case for each other, oldest first',
  description: 'No buyer and no merchant sees it. Empty for who holds a second look at the case.',
  ...reads('cases:decide'),
  request: { params: idParam('case'), query: languageQuery },
  responses: { 200: json(z.object({ items: z.array(noteAnswer) }), 'The notes'), ...failures },
})

const postNote = createRoute({
  method: 'post',
  path: '/v1/cases/{id}/notes',
  operationId: 'addNote',
  tags,
  summary: 'Write a note on a case',
  ...posts('cases:decide'),
  request: { params: idParam('case'), query: languageQuery, ...jsonBody(noteBody) },
  responses: { 201: json(noteAnswer, 'Kept'), ...failures },
})

const listMentions = createRoute({
  method: 'get',
  path: '/v1/me/mentions',
  operationId: 'listMentions',
  tags,
  summary: 'Notes that name who asks, newest first',
  ...reads('cases:decide'),
  request: { query: pageQuery.extend(mentionFilter.shape).extend(languageQuery.shape) },
  responses: { 200: json(pageOf(mentionAnswer), 'A page'), ...failures },
})

const readMention = createRoute({
  method: 'post',
  path: '/v1/me/mentions/{id}/read',
  operationId: 'readMention',
  tags,
  summary: 'Say that a note was read',
  ...posts('cases:decide'),
  request: { params: idParam('note') },
  responses: { 204: { description: 'Noted' }, ...failures },
})

/** What those who decide write to each other. */
export function notesRoutes(): OpenAPIHono<HttpEnv> {
  const app = new OpenAPIHono<HttpEnv>({ defaultHook: answerInvalid })
  app.openapi(listNotes, async (c) => {
    const { id } = c.req.valid('param')
    const { caller, parts } = c.var
    const items = await parts.store.lookInPlatform(caller.platformId, async (rows) => {
      found(await rows.cases.get(id), id)
      const notes = (await blindfoldOf(rows, c.var)).hides(id) ? [] : await rows.notes.list(id)
      const naming = await nameAll(
        rows,
        notes.flatMap(({ author, mentions }) => [author, ...mentions]),
      )
      const hide = hiderFor(caller, await keysOfCase(rows, id))
      return notes.map((note) => showNote(note, { naming, hide, language: c.req.valid('query').language }))
    })
    return c.json({ items }, 200)
  })
  app.openapi(postNote, async (c) => {
    const { id: caseId } = c.req.valid('param')
    const { caller } = c.var
    const { body } = await commit(c, async (rows) => {
      const note = await addNote(rows, { caseId, author: caller.keyId, ...c.req.valid('json') }, deciders)
      const naming = await nameAll(rows, [note.author, ...note.mentions])
      const hide = hiderFor(caller, await keysOfCase(rows, caseId))
      return { status: 201, body: showNote(note, { naming, hide, language: c.req.valid('query').language }) }
    })
    return c.json(body, 201)
  })
  addMentions(app)
  return app
}

function addMentions(app: OpenAPIHono<HttpEnv>): void {
  app.openapi(listMentions, async (c) => {
    const { limit, cursor, unread, language } = c.req.valid('query')
    const { caller, parts } = c.var
    const { id: personId } = personOf(caller)
    const page = await parts.store.lookInPlatform(caller.platformId, async (rows) => {
      const all = await rows.notes.mentions(personId, { ...pageAsk({ limit, cursor }), unread: unread === 'true' })
      const blind = await blindfoldOf(rows, c.var)
      const mentions = { ...all, rows: all.rows.filter(({ caseId }) => !blind.hides(caseId)) }
      const naming = await nameAll(
        rows,
        mentions.rows.map(({ author }) => author),
      )
      const hiders = new Map<string, (text: string) => string>()
      for (const { caseId } of mentions.rows) hiders.set(caseId, hiderFor(caller, await keysOfCase(rows, caseId)))
      return answerPage(mentions, ({ readAt, ...note }) => {
        const hide = hiders.get(note.caseId) ?? (() => '')
        const { mentions: _, ...shown } = showNote({ ...note, mentions: [] }, { naming, hide, language })
        return { ...shown, readAt }
      })
    })
    return c.json(page, 200)
  })
  app.openapi(readMention, async (c) => {
    const { id } = c.req.valid('param')
    const { caller, parts } = c.var
    const at = parts.now().toISOString()
    const isThere = await parts.store.inPlatform(caller.platformId, ({ notes }) => notes.markRead(id, caller.keyId, at))
    found(isThere || null, id)
    return c.body(null, 204)
  })
}

interface Showing {
  readonly naming: Naming
  readonly hide: (text: string) => string
  readonly language: 'zh' | 'en'
}

/** A note; card keys of the order that somebody wrote are masked without the scope `keys:reveal`. */
function showNote({ id, caseId, author, words, mentions, createdAt }: NoteRow, { naming, hide, language }: Showing) {
  const text = typeof words === 'string' ? words : words[language]
  return { id, caseId, author: naming(author), words: hide(text), mentions: mentions.map(naming), createdAt }
}
