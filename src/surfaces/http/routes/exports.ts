import { createRoute, z } from '@hono/zod-openapi'
import { entryPages } from '../../../ledger/walk-entries.ts'
import { textsOf } from '../../../locales/i18n.ts'
import { exportFormats, reportDocument } from '../../../locales/report-document.ts'
import { costReport } from '../../../report/read-cost-report.ts'
import { entriesToCsv, entryCsvHeader, entryToJson } from '../../../wire/entry.ts'
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
const entryFormats = ['csv', 'jsonl'] as const

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
          format: z.enum(entryFormats).default('csv'),
        }),
      },
      responses: { 200: documentOf(entryFormats), ...wrongRequest, ...notAllowed, ...usualProblems },
    }),
    async (context) => {
      const query = context.req.valid('query')
      const tenant = visibleTenant(context.get('caller'), query.tenant)
      const pages = entryPages(ledger, rangeOf(query, now()), { tenant })
      return document(linesOf(pages, query.format), query.format, 'entries')
    },
  )
}

/** A page is read when the reader has taken the one before. */
function linesOf(
  pages: ReturnType<typeof entryPages>,
  format: (typeof entryFormats)[number],
): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder()
  return new ReadableStream({
    start(controller) {
      if (format === 'csv') controller.enqueue(encoder.encode(entryCsvHeader()))
    },
    async pull(controller) {
      const { value, done } = await pages.next()
      if (done) return controller.close()
      const text =
        format === 'csv'
          ? entriesToCsv(value)
          : value.map((entry) => `${JSON.stringify(entryToJson(entry))}\n`).join('')
      controller.enqueue(encoder.encode(text))
    },
    cancel: async () => void (await pages.return()),
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
