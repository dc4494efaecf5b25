import { cleanLine, cleanText } from '../text/clean-text.ts'

/** What somebody has said to a post or a question. */
export interface Contribution {
  readonly author?: string | null | undefined
  readonly text: string
  /** Votes for it less those against; undefined where nobody counts. */
  readonly points?: number | null | undefined
  /** Whose words it answers, where that is not the post. */
  readonly to?: string | null | undefined
}

/** Of what is said to a post only so much is read: the site's own order has the best first. */
export const mostContributions = 100

/** The post, then what others say to it, each under its author as a heading: `### Ada → Grace (+12)`. */
export function discussionText(post: string, contributions: readonly Contribution[]): string {
  return cleanText([post, ...contributions.slice(0, mostContributions).map(contributionText)].join('\n\n'))
}

function contributionText({ author, text, points, to }: Contribution): string {
  const addressee = cleanLine(to) ? ` → ${cleanLine(to)}` : ''
  const votes = typeof points === 'number' ? ` (${points > 0 ? '+' : ''}${points})` : ''
  return `### ${cleanLine(author) ?? '—'}${addressee}${votes}\n\n${text.trim()}`
}

const longestTitle = 90

/** What a post without a title is called: its first words. */
export function titleOfPost(text: string): string | undefined {
  const [line = ''] = text.trim().split('\n')
  const [sentence = ''] = line.split(/(?<=[.!?…])\s/)
  if (sentence.length <= longestTitle) return cleanLine(sentence)
  const cut = sentence.slice(0, longestTitle).replace(/\s+\S*$/, '')
  return cleanLine(`${cut.toWellFormed()}…`)
}

/** ISO 8601, of seconds since 1970. */
export function dateOfSeconds(seconds: number | null | undefined): string | undefined {
  return typeof seconds === 'number' && Number.isFinite(seconds) && Math.abs(seconds) < 8.64e12
    ? new Date(seconds * 1000).toISOString()
    : undefined
}
