import type { Source } from '../source.ts'
import { SourceError } from '../source-error.ts'
import type { Answer } from './answer.ts'
import { htmlIn, nodeText } from './answers.ts'
import { decodedPart } from './decoded-part.ts'
import { readDescribedPage } from './described-page.ts'
import { postSource } from './post-source.ts'
import { type Asked, all, type WrittenSite } from './written-site.ts'

const siteName = 'LinkedIn'
const post =
  /^\/(?:posts\/[^/]*-(activity|share|ugcPost)-(\d{10,})|(?:embed\/)?feed\/update\/urn:li:(activity|share|ugcPost):(\d{10,}))/

/** Where the words of a post stand, on its page before those of what is said to it. */
const words =
  '[data-test-id^="main-feed-activity"][data-test-id$="commentary"], .attributed-text-segment-list__content'

/** A post by what its page and its embed tell everybody. Articles (`/pulse/…`) are pages as others. */
export const linkedin: WrittenSite = {
  name: siteName,
  attempts(url) {
    if (!/^(?:[a-z]{2,3}\.)?linkedin\.com$/.test(url.hostname)) return undefined
    const found = post.exec(decodedPart(url.pathname))
    const kind = found?.[1] ?? found?.[3]
    const id = found?.[2] ?? found?.[4]
    if (!kind || !id) return undefined
    const address = `https://www.linkedin.com/embed/feed/update/urn:li:${kind}:${id}`
    return [
      { by: 'embed', gather: all(address), read: readEmbed },
      {
        by: 'page',
        gather: all(url.href),
        read: readDescribedPage(siteName, /^(.+?) (?:on LinkedIn|posted)/, words),
      },
    ]
  },
}

function readEmbed([answer]: readonly Answer[], asked: Asked): Source {
  const page = htmlIn(answer)
  const text = nodeText(page.querySelector(words))
  if (text === '') throw new SourceError({ reason: 'empty_page', values: {} }, asked.location)
  return postSource(asked, {
    siteName,
    type: 'post',
    author: nodeText(
      page.querySelector('[data-tracking-control-name*="actor"] , .base-main-feed-card__entity-lockup a'),
    ),
    text,
  })
}
