import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi'
import { Fault } from '../../errors.js'
import { fileClaim } from '../../intake/file-claim.js'
import { policyFor } from '../../pipeline/policy-for.js'
import { mostUploadBytes } from '../../pipeline/sniff-upload.js'
import { takeEvidence } from '../../pipeline/take-evidence.js'
import { takeOrders } from '../../pipeline/take-orders.js'
import { maskKeys } from '../../report/mask-keys.js'
import { bytes, failures, json, languageQuery } from '../forms/common.js'
import { type ScreeningAnswer, screenedClaim, screeningAnswer } from '../forms/screenings.js'
import { streams } from '../guard.js'
import { beginOnce, commit } from '../idempotency.js'
import type { HttpEnv } from '../parts.js'
import { askedOnly, receiveScreening, storeFiles } from '../receive-screening.js'
import { answerInvalid } from '../refuse-invalid.js'
import { refuseLookerOfOrder } from '../refuse-looker.js'
import { showScreening } from '../show/show-screening.js'
import { withFolder } from '../with-folder.js'

const screen = createRoute({
  method: 'post',
  path: '/v1/screenings',
  operationId: 'screen',
  tags: ['Screenings'],
  summary: 'Judge at once',
  description:
    'Multipart: the field `case` holds JSON of the form `ScreenedClaim`, up to 10 files are named as for evidence. ' +
    'The answer is the verdict; nothing is kept unless `store=true`, which opens a case of it.',
  ...streams('screenings:write'),
  request: { query: languageQuery.extend({ store: z.enum(['true', 'false']).default('false') }) },
  responses: { 200: json(screeningAnswer, 'The verdict'), ...failures },
})

/** Screenings: files and claim in, verdict out. */
export function screeningsRoutes(): OpenAPIHono<HttpEnv> {
  const app = new OpenAPIHono<HttpEnv>({ defaultHook: answerInvalid })
  const multipart = z.object({ case: screenedClaim }).catchall(bytes)
  app.openAPIRegistry.registerPath({
    ...screen,
    request: { ...screen.request, body: { required: true, content: { 'multipart/form-data': { schema: multipart } } } },
  })
  app.openapi({ ...screen, hide: true }, (c) =>
    withFolder(async (folder) => {
      const { parts, caller } = c.var
      const { language } = c.req.valid('query')
      const stores = c.req.valid('query').store === 'true'
      if (stores && !caller.scopes.has('cases:write')) throw new Fault('scope-missing', 'to store, the scope cases:write is needed')
      const at = parts.now().toISOString()
      const platform = await parts.store.inPlatform(caller.platformId, (rows) => policyFor(rows, { merchantId: null, at }))
      const maxBytes = mostUploadBytes(platform)
      const { input, files, sha256 } = await receiveScreening(c, folder, maxBytes)
      const earlier = await beginOnce(c, sha256, screeningMs)
      if (earlier) return earlier as never
      const now = parts.now().toISOString()
      const claim = { ...input.claim, submittedAt: input.claim.submittedAt ?? now }
      const number = claim.orderNumber
      const known = number === null ? null : await parts.store.inPlatform(caller.platformId, ({ orders }) => orders.get(number))
      const record = {
        order: input.order ?? known?.order ?? null,
        buyer: input.buyer ?? known?.buyer ?? null,
        keyStatus: input.keyStatus ?? known?.keyStatus ?? null,
      }
      // The merchant is known only now: its policy may judge, the platform's said how large files may be.
      const merchantId = record.order?.merchantId ?? null
      const policy = await parts.store.inPlatform(caller.platformId, (rows) => policyFor(rows, { merchantId, at }))
      const evidence = files.map(({ file, as }) => ({ file, as, uploadedAt: now }))
      const caseJson = { id: 'screening', platform: caller.platformId, claim, ...record, now, evidence }
      await writeFile(path.join(folder, 'case.json'), JSON.stringify(caseJson))
      const judged = await parts.screen(folder, policy, now, askedOnly(parts, caller))
      const answer = showScreening(judged, files, caller, language)
      const hide = maskKeys(record.order?.deliveredKeys ?? [])
      const kept = files.map((file) => ({ ...file, name: hide(file.name) }))
      const pieces = stores ? await storeFiles(parts, caller, folder, kept, maxBytes) : []
      const { body } = await commit<200, ScreeningAnswer>(c, async (rows) => {
        if (!stores) return { status: 200, body: { ...answer, caseId: null } }
        await refuseLookerOfOrder(rows, c.var, number)
        const by = { actor: caller.keyId, now }
        if (input.order) await takeOrders(rows, [{ ...record, order: input.order }], by)
        const opened = await fileClaim(rows, { claim, orderNumber: number }, now, caller.keyId)
        if (pieces.length > 0) await takeEvidence(rows, opened.row.id, pieces, { ...by, side: 'buyer' })
        return { status: 200, body: { ...answer, caseId: opened.row.id } }
      })
      return c.json(body, 200)
    }),
  )
  return app
}

/** Longer than any screening reads: its key must not be taken over while it runs. */
const screeningMs = 1_800_000
