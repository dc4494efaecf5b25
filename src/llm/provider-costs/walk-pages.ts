import { ProviderCostsError } from './provider-costs-error.ts'

interface Page {
  readonly has_more: boolean
  readonly next_page?: string | null | undefined
}

/** More than any range of days has. */
const mostPages = 1_000

/**
 * All pages of an answer; the first that is not taken ends it.
 *
 * @throws {ProviderCostsError} when the provider says that there is more and not where, names the same page again, or comes to no end.
 */
export async function walkPages<Given extends Page, Other extends { readonly kind: string }>(
  provider: string,
  ask: (page: string | undefined) => Promise<{ readonly kind: 'told'; readonly value: Given } | Other>,
): Promise<{ readonly kind: 'told'; readonly pages: readonly Given[] } | Other> {
  const pages: Given[] = []
  const seen = new Set<string>()
  let next: string | undefined
  do {
    const answer = await ask(next)
    if (!isTold(answer)) return answer
    const { value } = answer
    pages.push(value)
    next = value.has_more ? (value.next_page ?? undefined) : undefined
    if (value.has_more && (next === undefined || seen.has(next) || pages.length === mostPages))
      throw new ProviderCostsError('broken_page', provider, 'next_page')
    if (next !== undefined) seen.add(next)
  } while (next !== undefined)
  return { kind: 'told', pages }
}

function isTold<Given, Other extends { readonly kind: string }>(
  answer: { readonly kind: 'told'; readonly value: Given } | Other,
): answer is { readonly kind: 'told'; readonly value: Given } {
  return answer.kind === 'told'
}
