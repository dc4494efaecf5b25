import { tooLong } from '../extract/extraction-reply.ts'
import type { Source } from '../source.ts'
import { SourceError, type SourceErrorReason, type SourceProblem } from '../source-error.ts'
import { dropUndefined } from '../text/drop-undefined.ts'
import type { Finding, SiteContext, SiteMatch } from './site.ts'
import { SiteRefusal } from './site-refusal.ts'

/**
 * What the first of a site's ways leads to.
 * @throws {SourceError} when none leads anywhere: see {@link followSteps}
 */
export async function readSite({ name, steps, otherwise }: SiteMatch, context: SiteContext): Promise<Source> {
  const known = dropUndefined({ siteName: name })
  const { description: _, text = '', ...found } = await followSteps(steps, { ...context, known }, otherwise)
  const { location, limits } = context
  // Each part of it is within the limit; all of them together need not be.
  if (text.length > limits.textCharacters) throw tooLong(location, limits)
  return { ...found, location, type: found.type ?? 'article', text }
}

/**
 * Goes the ways to a text or a recording, in order, until one leads there. What the earlier ones found out stays; what a later one says
 * of the same goes before.
 *
 * @throws {SourceError} when none does: the reason is the last's that says more than that there is nothing, the detail tells of each
 */
export async function followSteps(
  steps: SiteMatch['steps'],
  context: SiteContext,
  otherwise?: SourceProblem,
): Promise<Finding> {
  const { location, signal } = context
  const falls: string[] = []
  const errors: SourceError[] = []
  let known = context.known
  let last: SourceError | undefined
  for (const step of steps) {
    try {
      known = { ...known, ...dropUndefined(await step.read({ ...context, known })) }
      if (known.text || known.media) {
        for (const error of errors) if (!isVague(error)) context.onFall?.(error)
        return known
      }
      falls.push(`${step.name}: empty`)
    } catch (error) {
      signal?.throwIfAborted()
      if (error instanceof SiteRefusal) {
        const detail = [...falls, `${step.name}: ${error.message}`].join('; ')
        throw new SourceError(error.problem, location, { detail })
      }
      if (!(error instanceof SourceError)) throw error
      last = last && isVague(error) ? last : error
      const fall = `${step.name}: ${[error.reason, error.detail].filter(Boolean).join(' ')}`
      falls.push(fall)
      errors.push(new SourceError(error.problem, location, { detail: fall, cause: error }))
    }
  }
  const told = last && !isVague(last) ? last.problem : (otherwise ?? last?.problem)
  const problem = toldToPeople(told)
  throw new SourceError(problem, location, { detail: falls.join('; '), cause: last })
}

/** That an interface for programs has answered in another form says to people that there is nothing to read. */
function toldToPeople(problem: SourceProblem | undefined): SourceProblem {
  if (problem?.reason === 'unreadable' && problem.values.format === 'JSON')
    return { reason: 'empty_page', values: {} }
  return problem ?? { reason: 'empty', values: {} }
}

const vague: ReadonlySet<SourceErrorReason> = new Set<SourceErrorReason>([
  'empty',
  'empty_page',
  'unreadable',
  'http_status',
  'unsupported_type',
])

/** That there was nothing on one way says less than what another has said. */
function isVague({ reason }: SourceError): boolean {
  return vague.has(reason)
}
