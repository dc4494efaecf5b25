import { extractionBy, readingJobIn } from '../extract/extraction-reply.ts'
import type { Source } from '../source.ts'
import { SourceError } from '../source-error.ts'
import { cleanLine } from '../text/clean-text.ts'
import { dropUndefined } from '../text/drop-undefined.ts'
import type { Answer } from './answer.ts'
import type { Finding, SiteContext, SiteReader } from './site.ts'
import { SiteRefusal } from './site-refusal.ts'
import type { Attempt, WrittenSite } from './written-site.ts'

const readingJob = new URL('./site-reading-job.ts', import.meta.url)

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

async function findingOf(attempt: Attempt, step: Step, context: SiteContext): Promise<Finding> {
  const { gather, read, known, isNamedByFile } = attempt
  const answers = await gather(
    (address, { accept } = {}) =>
      context.answer(address, accept === undefined ? undefined : { headers: { accept } }),
    context.told,
  )
  const reading = read ? readByJob(answers, step, context) : readFirst(answers, context)
  const { location, ...found } = await reading.catch((error: unknown) => {
    const { final = read ? ['page_not_found'] : [] } = attempt
    if (error instanceof SourceError && final.includes(error.reason))
      throw new SiteRefusal(error.problem, error.detail)
    throw error
  })
  if (read) return { ...known, ...found }
  // What the site has said of it is surer than what was made out of the document.
  const { title = isNamedByFile ? nameOf(answers[0]) : undefined, author, publishedAt } = context.known
  return { ...found, ...dropUndefined({ title, author, publishedAt }), ...known }
}

function nameOf(answer: Answer | undefined): string | undefined {
  return cleanLine(answer?.fileName?.replace(/\.\w{1,5}$/, ''))
}

async function readFirst([answer]: readonly Answer[], context: SiteContext): Promise<Source> {
  if (!answer) throw new SourceError({ reason: 'empty', values: {} }, context.location)
  return context.readBytes(answer)
}

async function readByJob(answers: readonly Answer[], step: Step, context: SiteContext): Promise<Source> {
  const { location, limits, workers, signal } = context
  const job = readingJobIn<typeof import('./site-reading-job.ts')>(readingJob, limits)
  const task = { ...step, answers, location, textCharacters: limits.textCharacters }
  const { mediaType, ...source } = await extractionBy(job, task, { location, workers, signal })
  return source
}
