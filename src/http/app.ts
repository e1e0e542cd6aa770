import { OpenAPIHono } from '@hono/zod-openapi'
import { methodNotAllowed } from 'hono/method-not-allowed'
import { requestId } from 'hono/request-id'
import { secureHeaders } from 'hono/secure-headers'
import { Fault } from '../errors.js'
import { authenticate } from './auth.js'
import { rememberKeys } from './known-keys.js'
import { limitRate } from './limit-rate.js'
import { measureQueue, measureRequests } from './measure-requests.js'
import type { HttpEnv, HttpParts } from './parts.js'
import { answerProblem } from './problem.js'
import { refuseUnkeepable } from './refuse-unkeepable.js'
import { apiKeysRoutes } from './routes/api-keys.js'
import { auditRoutes } from './routes/audit.js'
import { boardRoutes } from './routes/board.js'
import { breakerRoutes } from './routes/breaker.js'
import { caseMovesRoutes } from './routes/case-moves.js'
import { casesRoutes } from './routes/cases.js'
import { decisionsRoutes } from './routes/decisions.js'
import { disputesRoutes } from './routes/disputes.js'
import { docsRoutes } from './routes/docs.js'
import { eventsRoutes } from './routes/events.js'
import { evidenceRoutes } from './routes/evidence.js'
import { healthRoutes } from './routes/health.js'
import { importsRoutes } from './routes/imports.js'
import { notesRoutes } from './routes/notes.js'
import { noticesRoutes } from './routes/notices.js'
import { oidcRoutes } from './routes/oidc.js'
import { ordersRoutes } from './routes/orders.js'
import { ownAccountRoutes } from './routes/own-account.js'
import { pagesRoutes } from './routes/pages.js'
import { peopleRoutes } from './routes/people.js'
import { picturesRoutes } from './routes/pictures.js'
import { policiesRoutes } from './routes/policies.js'
import { policyDraftsRoutes } from './routes/policy-drafts.js'
import { policyEditingRoutes } from './routes/policy-editing.js'
import { policyReplaysRoutes } from './routes/policy-replays.js'
import { policyShadowRoutes } from './routes/policy-shadow.js'
import { privacyRoutes } from './routes/privacy.js'
import { queueRoutes } from './routes/queue.js'
import { refundsRoutes } from './routes/refunds.js'
import { screeningsRoutes } from './routes/screenings.js'
import { secondLooksRoutes } from './routes/second-looks.js'
import { sheetRoutes } from './routes/sheet.js'
import { signInRoutes } from './routes/sign-in.js'
import { uploadsRoutes } from './routes/uploads.js'
import { viewsRoutes } from './routes/views.js'
import { webhooksRoutes } from './routes/webhooks.js'

/** The HTTP API: what stands before every route, and the routes. One for a metrics registry. */
export function createApp(parts: HttpParts): OpenAPIHono<HttpEnv> {
  const app = new OpenAPIHono<HttpEnv>()
  const knownKeys = rememberKeys()
  app.onError((thrown, c) => answerProblem(c, thrown))
  app.notFound((c) => answerProblem(c, new Fault('not-found', 'nothing answers at this address')))
  app.use(requestId({ headerName: 'X-Request-Id', limitLength: 100 }))
  app.use(async (c, next) => {
    c.set('parts', parts)
    c.set('knownKeys', knownKeys)
    c.set('unanswered', null)
    await next()
  })
  measureQueue(parts)
  app.use(measureRequests(parts.metrics))
  // Before the headers of the API: a page needs scripts and styles, an answer needs nothing.
  app.route('/', pagesRoutes(parts.pagesFolder))
  app.use(
    secureHeaders({
      contentSecurityPolicy: { defaultSrc: ["'none'"], styleSrc: ["'unsafe-inline'"], frameAncestors: ["'none'"] },
      xFrameOptions: 'DENY',
    }),
  )
  app.use(refuseUnkeepable)
  // Before the keys are asked for: a payment channel has none, its signature says who it is.
  app.route('/', noticesRoutes())
  app.use('/v1/*', authenticate, limitRate)
  for (const secret of ['/v1/*', '/auth/*']) {
    app.use(secret, async (c, next) => {
      await next()
      // Evidence, orders and secrets have no business in a cache.
      // Pictures with their keys covered may stay with who looked at them, for a minute.
      if (!c.res.headers.has('Cache-Control')) c.header('Cache-Control', 'no-store')
    })
  }
  app.use(
    methodNotAllowed({
      app,
      onMethodNotAllowed: (c, methods) => {
        c.header('Allow', methods.join(', '))
        return answerProblem(c, new Fault('method-not-allowed', `allowed are ${methods.join(', ')}`))
      },
    }),
  )
  for (const routes of allRoutes()) app.route('/', routes)
  app.route('/', docsRoutes(app))
  return app
}

/** Fixed addresses before those with an id in their place. */
function allRoutes(): readonly OpenAPIHono<HttpEnv>[] {
  return [
    healthRoutes(),
    importsRoutes(),
    ordersRoutes(),
    casesRoutes(),
    caseMovesRoutes(),
    queueRoutes(),
    decisionsRoutes(),
    notesRoutes(),
    secondLooksRoutes(),
    viewsRoutes(),
    sheetRoutes(),
    picturesRoutes(),
    uploadsRoutes(),
    evidenceRoutes(),
    refundsRoutes(),
    breakerRoutes(),
    boardRoutes(),
    disputesRoutes(),
    policyDraftsRoutes(),
    policyReplaysRoutes(),
    policyEditingRoutes(),
    policyShadowRoutes(),
    policiesRoutes(),
    screeningsRoutes(),
    webhooksRoutes(),
    eventsRoutes(),
    apiKeysRoutes(),
    privacyRoutes(),
    auditRoutes(),
    peopleRoutes(),
    signInRoutes(),
    ownAccountRoutes(),
    oidcRoutes(),
  ]
}
