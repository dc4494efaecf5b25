import { readDescribedPage } from './described-page.ts'
import { all, type WrittenSite } from './written-site.ts'

const siteName = 'Threads'
const post = /^\/(?:@([\w.]+)\/post|t)\/([\w-]{5,})/

/** A post by what its page tells everybody. */
export const threads: WrittenSite = {
  name: siteName,
  attempts(url) {
    const [, user, code] =
      (/^(?:www\.)?threads\.(?:net|com)$/.test(url.hostname) && post.exec(url.pathname)) || []
    if (!code) return undefined
    const address = `https://www.threads.com/${user ? `@${user}/post` : 't'}/${code}`
    const read = readDescribedPage(siteName, /^(.+?)\s+(?:\(@[\w.]+\)\s+)?on Threads/)
    return [
      { by: 'page', gather: all(address), read },
      { by: 'embed', gather: all(`${address}/embed`), read },
    ]
  },
}
