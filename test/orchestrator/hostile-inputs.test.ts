import { afterAll, expect, it } from 'vitest'
import { failureText } from '../../src/locales/failure-text.ts'
import { textsOf } from '../../src/locales/i18n.ts'
import { openWorkers } from '../../src/workers/open-workers.ts'
import type { Workers } from '../../src/workers/workers.ts'
import { serve } from '../sources/loopback-server.ts'
import { proseOf } from '../support/hostile/hostile-inputs.ts'
import { openTemporaryAutointel } from '../support/orchestrator/temporary-autointel.ts'
import { HandDrivenTimers } from '../support/time/hand-driven-timers.ts'
import { inPlace } from '../support/workers/in-place.ts'

const real = openWorkers({ timers: new HandDrivenTimers(), size: 1 })
afterAll(() => real.close())

/** Workers that note what they are asked for, by the names of the modules. */
function noting(workers: Workers): Workers & { readonly asked: string[] } {
  const asked: string[] = []
  return {
    asked,
    close: async () => undefined,
    run: (job, input, signal) => {
      asked.push(job.module.slice(job.module.lastIndexOf('/') + 1))
      return workers.run(job, input, signal)
    },
  }
}

/** They may take a tenth of a second of processor time. */
const strict: Workers = {
  close: async () => undefined,
  run: (job, input, signal) => real.run({ ...job, cpuTimeMs: 100 }, input, signal),
}

async function read(body: string, contentType: string, workers: Workers, depth: 'quick' | 'deep' = 'quick') {
  await using server = await serve((_request, response) =>
    response.writeHead(200, { 'content-type': contentType }).end(body),
  )
  const variables = { MODELS: 'local:extractive', EMBEDDING_MODEL: '', SOURCE_ALLOW_HOSTS: server.host }
  const autointel = await openTemporaryAutointel({ variables, workers })
  const run = await autointel.start({ location: server.origin, depth })
  return await run.result
}

it('everything that grows with a source is done by workers', async () => {
  const workers = noting(inPlace)
  expect(await read(proseOf(60_000), 'text/plain', workers, 'deep')).toMatchObject({ status: 'completed' })
  expect([...new Set(workers.asked)].sort()).toEqual([
    'analysis-job.ts',
    'embedding-job.ts',
    'extraction-job.ts',
    'language-job.ts',
    'orders-job.ts',
    'own-source-job.ts',
    'quotes-job.ts',
    'reading-job.ts',
  ])
})

it.each([
  ['nested tags', 'text/html', `<html><body>${'<div>'.repeat(200_000)}x`],
  ['a million links', 'text/html', `<html><body>${'<a href=/x>link</a> '.repeat(200_000)}`],
  ['blank lines', 'text/html', `<html><body>${'a\n\n'.repeat(2_000_000)}`],
])('%s are ended at the limit and told in a sentence', async (_, contentType, body) => {
  const { status, failure, costNanoUsd } = await read(body, contentType, strict)
  expect(status).toBe('failed')
  expect(failure).toMatchObject({
    code: 'too_complex',
    task: 'acquisition',
    detail: expect.stringContaining('out_of_time'),
  })
  expect(failure && failureText(failure, textsOf('en')).says).toBe(
    'This is too large or too oddly built to be read in good time.',
  )
  expect(costNanoUsd).toBe(0n)
})
