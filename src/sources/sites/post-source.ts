import type { Source, SourceType } from '../source.ts'
import { SourceError } from '../source-error.ts'
import { cleanLine } from '../text/clean-text.ts'
import { dropUndefined } from '../text/drop-undefined.ts'
import { toLanguageTag } from '../text/language-tag.ts'
import { toIsoDate } from '../text/published-date.ts'
import { type Contribution, discussionText, mostContributions, titleOfPost } from './contributions.ts'
import type { Asked } from './written-site.ts'

interface Post {
  readonly siteName: string
  readonly title?: string | null | undefined
  readonly author?: string | null | undefined
  readonly publishedAt?: string | null | undefined
  readonly language?: string | null | undefined
  readonly text: string
  /** In the order of the site. */
  readonly contributions?: readonly Contribution[]
  /** How many there are, as the site counts them. */
  readonly total?: number | null | undefined
  /** Default: a discussion where others have said something, else a post. */
  readonly type?: SourceType
  /** Where only a part of the post is shown. */
  readonly withheld?: Source['withheld']
}

/** @throws SourceError `empty` where neither the post nor what is said to it has a word */
export function postSource({ location, url }: Asked, post: Post): Source {
  const contributions = post.contributions?.filter(({ text }) => text.trim() !== '') ?? []
  const read = Math.min(contributions.length, mostContributions)
  const of = Math.max(post.total ?? 0, contributions.length)
  const title = cleanLine(post.title) ?? titleOfPost(post.text)
  if (post.text.trim() === '' && contributions.length === 0 && !cleanLine(post.title))
    throw new SourceError({ reason: 'empty', values: {} }, location)
  return {
    location,
    url: url.href,
    type: post.type ?? (contributions.length > 0 ? 'discussion' : 'post'),
    ...dropUndefined({
      title,
      author: cleanLine(post.author),
      publishedAt: toIsoDate(post.publishedAt),
      language: toLanguageTag(post.language),
      withheld: post.withheld,
      voices: of > read ? { read, of } : undefined,
    }),
    siteName: post.siteName,
    text: discussionText(post.text.trim() || (cleanLine(post.title) ?? ''), contributions),
  }
}
