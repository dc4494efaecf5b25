import type { Source } from '../source.ts'
import { SourceError, type SourceErrorReason } from '../source-error.ts'
import { dropUndefined } from '../text/drop-undefined.ts'
import type { Finding, SiteContext, SiteMatch } from './site.ts'
import { SiteRefusal } from './site-refusal.ts'

/**
 * Goes a site's ways to its content, in order, until one leads there. What the earlier ones found out stays; what a later one says of
 * the same goes before.
 *
 * @throws {SourceError} when none does: the reason is the last's that says more than that there is nothing, the detail tells of each
 */
export async function readSite(
  { name, steps }: SiteMatch,
  openContext: (known: Finding) => SiteContext,
): Promise<Source> {
  const falls: string[] = []
  let known: Finding = { siteName: name }
  let last: SourceError | undefined
  for (const step of steps) {
    const context = openContext(known)
    const { location, signal } = context
    try {
      known = { ...known, ...dropUndefined(await step.read(context)) }
      if (known.text || known.media) return toSource(known, location)
      falls.push(`${step.name}: empty`)
    } catch (error) {
      signal?.throwIfAborted()
      if (error instanceof SiteRefusal)
        throw new SourceError(error.problem, location, { detail: told(falls, step.name, error.message) })
      if (!(error instanceof SourceError)) throw error
      last = last && isVague(error) ? last : error
      falls.push(`${step.name}: ${[error.reason, error.detail].filter(Boolean).join(' ')}`)
    }
  }
  const { location } = openContext(known)
  const problem = last?.problem ?? ({ reason: 'empty', values: {} } as const)
  throw new SourceError(problem, location, { detail: falls.join('; '), cause: last })
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

function told(falls: readonly string[], step: string, why: string): string {
  return [...falls, `${step}: ${why}`].join('; ')
}

function toSource(found: Finding, location: string): Source {
  return { ...found, location, type: found.type ?? 'article', text: found.text ?? '' }
}
