import type { Source } from '../source.ts'
import { SourceError } from '../source-error.ts'
import type { Answer } from './answer.ts'
import { htmlIn, nodeText } from './answers.ts'
import { readDescribedPage } from './described-page.ts'
import { postSource } from './post-source.ts'
import { type Asked, all, type WrittenSite } from './written-site.ts'

const siteName = 'Facebook'
const hosts = /^(?:(?:www|m|mbasic|web|[a-z]{2}-[a-z]{2})\.)?(?:facebook|fb)\.com$/
const post =
  /^\/(?:[\w.-]+\/posts\/|groups\/[\w.-]+\/(?:posts|permalink)\/|share\/(?:p\/)?\w+|permalink\.php|story\.php|photo(?:\.php|\/)|watch\b|reel\/|[\w.-]+\/videos\/|[\w.-]+\/photos\/)/

/** A public post by its embed, else by what its page tells everybody. */
export const facebook: WrittenSite = {
  name: siteName,
  attempts(url) {
    const isShort = /^(?:www\.)?fb\.watch$/.test(url.hostname) && url.pathname.length > 1
    if (!isShort && !(hosts.test(url.hostname) && post.test(url.pathname))) return undefined
    const address = isShort ? url.href : `https://www.facebook.com${url.pathname}${url.search}`
    const embed = `https://www.facebook.com/plugins/post.php?${new URLSearchParams({ href: address, show_text: 'true' })}`
    return [
      { by: 'embed', gather: all(embed), read: readEmbed },
      { by: 'page', gather: all(address), read: readDescribedPage(siteName, /^(.+?) - /) },
    ]
  },
}

function readEmbed([answer]: readonly Answer[], asked: Asked): Source {
  const page = htmlIn(answer)
  const text = nodeText(page.querySelector('.userContent, [data-testid="post_message"], ._5pbx'))
  if (text === '') throw new SourceError({ reason: 'empty_page', values: {} }, asked.location)
  const seconds = Number(page.querySelector('abbr[data-utime]')?.getAttribute('data-utime') ?? Number.NaN)
  return postSource(asked, {
    siteName,
    type: 'post',
    author: nodeText(page.querySelector('.profileLink, [data-testid="post_author"], ._50f7 a, ._2_79 a')),
    publishedAt: Number.isNaN(seconds) ? undefined : new Date(seconds * 1000).toISOString(),
    text,
  })
}
