import type { MiddlewareHandler } from 'hono'
import type { HttpEnvironment } from '../http-context.ts'

/** Nothing but what is here: no script and no style in the document itself, no frame around it, no other site. */
const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "connect-src 'self'",
  'img-src data:',
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ')

/** Of every document. */
export const pageHeaders: MiddlewareHandler<HttpEnvironment> = async (context, next) => {
  await next()
  context.header('content-security-policy', contentSecurityPolicy)
  context.header('cache-control', 'no-store')
}
