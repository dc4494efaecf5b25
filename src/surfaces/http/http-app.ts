import { OpenAPIHono } from '@hono/zod-openapi'
import { HTTPException } from 'hono/http-exception'
import { describeGateway } from './gateway/describe-gateway.ts'
import { gatewayRoutes } from './gateway/gateway-routes.ts'
import { problemAt } from './gateway/provider-form.ts'
import type { HttpApp, HttpEnvironment, HttpParts } from './http-context.ts'
import { addMetricsRoute, measured } from './metrics/metrics-route.ts'
import { addPageRoutes } from './page/page-routes.ts'
import { ProblemError, problemResponse } from './problem.ts'
import { addAlertRoutes } from './routes/alerts.ts'
import { addAnomaliesRoute } from './routes/anomalies.ts'
import { addBudgetRoutes } from './routes/budgets.ts'
import { addCostRoutes } from './routes/costs.ts'
import { addEventRoutes } from './routes/events.ts'
import { addExportRoutes } from './routes/exports.ts'
import { addHealthRoutes } from './routes/health.ts'
import { addNamesRoute } from './routes/names.ts'
import { addPriceRoute } from './routes/prices.ts'
import { addRecallRoute } from './routes/recall.ts'
import { addReconcileRoute } from './routes/reconcile.ts'
import { addReportRoute } from './routes/reports.ts'
import { addSessionRoutes } from './routes/session.ts'
import { addWorkflowRoutes } from './routes/workflows.ts'
import { known, refuseOtherSites, refuseWhileStopping } from './security/guards.ts'
import { limitBodies } from './security/limited-body.ts'

/** Nothing that the API takes is longer. */
const longestBodyBytes = 1024 * 1024

/** Every route, and what all of them go through. */
export function createHttpApp(parts: HttpParts): HttpApp {
  const app: HttpApp = new OpenAPIHono<HttpEnvironment>({
    defaultHook: (result) => {
      if (result.success) return undefined
      const errors = result.error.issues.map(({ path, message }) => ({ field: path.join('.'), message }))
      const detail = errors.map(({ field, message }) => (field ? `${field}: ${message}` : message)).join('; ')
      return problemResponse({ status: 400, code: 'invalid_request', detail, members: { errors } })
    },
  })
  app.use('*', refuseWhileStopping(parts))
  app.use('*', measured(parts))
  app.use('*', securityHeaders)
  addHealthRoutes(app, parts)
  app.use('*', refuseOtherSites(parts))
  app.route('/v1', gatewayRoutes(parts))
  addMetricsRoute(app, parts)
  addPageRoutes(app, parts)
  addSessionRoutes(app, parts)
  app.use('/api/*', known(parts))
  app.use('/api/*', limitBodies(longestBodyBytes))
  addCostRoutes(app, parts)
  addReportRoute(app, parts)
  addAnomaliesRoute(app, parts)
  addBudgetRoutes(app, parts)
  addAlertRoutes(app, parts)
  addWorkflowRoutes(app, parts)
  addRecallRoute(app, parts)
  addPriceRoute(app, parts)
  addNamesRoute(app, parts)
  addReconcileRoute(app, parts)
  addExportRoutes(app, parts)
  addEventRoutes(app, parts)
  app.openAPIRegistry.registerComponent('securitySchemes', 'bearer', { type: 'http', scheme: 'bearer' })
  describeGateway(app)
  app.doc31('/openapi.json', {
    openapi: '3.1.0',
    info: { title: 'Autointel', version: '0.1.0' },
    security: [{ bearer: [] }],
  })
  app.notFound(({ req }) =>
    problemAt(req.path, { status: 404, code: 'not_found', detail: `There is nothing at ${req.path}.` }),
  )
  app.onError((error) => {
    if (error instanceof ProblemError) return problemResponse(error.problem)
    if (error instanceof HTTPException)
      return problemResponse({ status: error.status, code: 'invalid_request', detail: error.message })
    parts.log.error({ err: error }, 'a request failed')
    return problemResponse({
      status: 500,
      code: 'internal_error',
      detail: 'Something went wrong here; the log has it.',
    })
  })
  return app
}

const securityHeaders: Parameters<HttpApp['use']>[1] = async (context, next) => {
  await next()
  context.header('x-content-type-options', 'nosniff')
  // To this site alone: without any, forms of the page would come from an origin that nobody knows.
  context.header('referrer-policy', 'same-origin')
}
