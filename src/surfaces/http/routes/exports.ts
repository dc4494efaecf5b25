import { createRoute, z } from '@hono/zod-openapi'
import { entryPages } from '../../../ledger/walk-entries.ts'
import { entriesDocument } from '../../../locales/entries-document.ts'
import { textsOf } from '../../../locales/i18n.ts'
import { exportFormats, reportDocument } from '../../../locales/report-document.ts'
import { costReport } from '../../../report/read-cost-report.ts'
import { notAllowed, usualProblems, wrongRequest } from '../answers.ts'
import type { HttpApp, HttpParts } from '../http-context.ts'
import { visibleTenant } from '../security/visible.ts'
import { rangeOf, rangeQuery, reportQuery } from './costs.ts'

const contentTypes = {
  markdown: 'text/markdown; charset=utf-8',
  csv: 'text/csv; charset=utf-8',
  json: 'application/json',
  jsonl: 'application/x-jsonl',
} as const

function documentOf(formats: readonly (keyof typeof contentTypes)[]) {
  const mediaTypes = formats.map((format) => contentTypes[format].split(';')[0] ?? '')
  const content = Object.fromEntries(mediaTypes.map((type) => [type, { schema: z.any() }]))
  return { description: `As ${formats.join(', ')}`, content }
}

/** Documents to take along. */
export function addExportRoutes(app: HttpApp, { autointel }: HttpParts): void {
  const { ledger, now } = autointel
  app.openapi(
    createRoute({
      method: 'get',
      path: '/api/exports/report',
      tags: ['exports'],
      summary: 'The figures of so many days as a document',
      request: { query: reportQuery.extend({ format: z.enum(exportFormats).default('csv') }) },
      responses: { 200: documentOf(exportFormats), ...wrongRequest, ...notAllowed, ...usualProblems },
    }),
    async (context) => {
      const { tenant: asked, user, days, format } = context.req.valid('query')
      const tenant = visibleTenant(context.get('caller'), asked)
      const period = { kind: 'days', days } as const
      const report = await costReport(ledger, { period, nowMs: now(), tenant, user })
      return document(reportDocument(report, format, textsOf('en')), format, 'report')
    },
  )
  app.openapi(
    createRoute({
      method: 'get',
      path: '/api/exports/entries',
      tags: ['exports'],
      summary: 'Every line of the books in a range, however many there are',
      request: {
        query: rangeQuery.extend({
          tenant: z.string().optional(),
          format: z.enum(exportFormats).default('csv'),
        }),
      },
      responses: { 200: documentOf(exportFormats), ...wrongRequest, ...notAllowed, ...usualProblems },
    }),
    async (context) => {
      const query = context.req.valid('query')
      const tenant = visibleTenant(context.get('caller'), query.tenant)
      const pages = entryPages(ledger, rangeOf(query, now()), { tenant })
      const parts = entriesDocument(pages, query.format, textsOf('en'))
      return document(streamOf(parts), query.format, 'entries')
    },
  )
}

/** The next part is made when the reader has taken the one before. */
function streamOf(parts: AsyncGenerator<string, void, undefined>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder()
  return new ReadableStream({
    async pull(controller) {
      const { value, done } = await parts.next()
      if (done) controller.close()
      else controller.enqueue(encoder.encode(value))
    },
    cancel: async () => void (await parts.return()),
  })
}

function document(
  body: string | ReadableStream<Uint8Array>,
  format: keyof typeof contentTypes,
  name: string,
): Response {
  const ending = format === 'markdown' ? 'md' : format
  return new Response(body, {
    headers: {
      'content-type': contentTypes[format],
      'content-disposition': `attachment; filename="autointel-${name}.${ending}"`,
      'cache-control': 'no-store',
    },
  })
}
