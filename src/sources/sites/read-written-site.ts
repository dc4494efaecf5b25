import { jobIn } from '../../workers/job.ts'
import { extractionBy } from '../extract/extraction-reply.ts'
import type { Source } from '../source.ts'
import { SourceError, type SourceErrorReason } from '../source-error.ts'
import { dropUndefined } from '../text/drop-undefined.ts'
import type { Answer, Finding, SiteContext, SiteReader } from './site.ts'
import { SiteRefusal } from './site-refusal.ts'
import type { Attempt, WrittenSite } from './written-site.ts'

const readingJob = new URL('./site-reading-job.ts', import.meta.url)

/** What a site itself has said of its content is so, whatever other ways there are. */
const final: ReadonlySet<SourceErrorReason> = new Set<SourceErrorReason>([
  'page_not_found',
  'sign_in_page',
  'not_shared',
])

/** A site of texts for the registry: asks here, and has a process of its own read the answers. */
export function written(site: WrittenSite): SiteReader {
  return {
    match(url) {
      const attempts = site.attempts(url)
      return (
        attempts && {
          name: site.name,
          steps: attempts.map((attempt, step) => ({
            name: attempt.by,
            read: (context) => findingOf(attempt, { site: site.name, step, url: url.href }, context),
          })),
        }
      )
    },
  }
}

interface Step {
  readonly site: string
  readonly step: number
  readonly url: string
}

async function findingOf(
  { gather, read, known }: Attempt,
  step: Step,
  context: SiteContext,
): Promise<Finding> {
  const answers = await gather((address, { accept } = {}) =>
    context.answer(address, accept === undefined ? undefined : { headers: { accept } }),
  )
  const source = read ? await readByJob(answers, step, context) : await readFirst(answers, context)
  const { location, text, ...facts } = source
  return { ...known, ...dropUndefined(facts), text }
}

async function readFirst([answer]: readonly Answer[], context: SiteContext): Promise<Source> {
  if (!answer) throw new SourceError({ reason: 'empty', values: {} }, context.location)
  return context.readBytes(answer)
}

async function readByJob(answers: readonly Answer[], step: Step, context: SiteContext): Promise<Source> {
  const { location, limits, workers, signal } = context
  const job = jobIn<typeof import('./site-reading-job.ts')>(readingJob, {
    cpuTimeMs: limits.extractionCpuTimeMs,
    memoryMegabytes: limits.extractionMemoryMegabytes,
  })
  const task = { ...step, answers, location, textCharacters: limits.textCharacters }
  try {
    const { mediaType, ...source } = await extractionBy(job, task, { location, workers, signal })
    return source
  } catch (error) {
    if (error instanceof SourceError && final.has(error.reason))
      throw new SiteRefusal(error.problem, error.detail)
    throw error
  }
}
