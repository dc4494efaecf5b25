import { SourceError } from '../source-error.ts'
import { askPage } from './page-facts.ts'
import { recordingAt, recordingSite } from './recording-site.ts'

const post = /^\/(?:[^/]+\/)?(?:p|reel|reels|tv)\/([\w-]+)/

export const instagram = recordingSite({
  name: 'Instagram',
  type: 'video',
  withheldBy: 'site',
  match({ hostname, pathname }) {
    if (!/^(?:www\.)?instagram\.com$/.test(hostname)) return undefined
    const id = post.exec(pathname)?.[1]
    return id === undefined ? undefined : recordingAt(`https://www.instagram.com/p/${id}/`)
  },
  /** The page of a post is for members; what is embedded elsewhere is for everybody. */
  async about(page, context) {
    try {
      return await askPage(page, context)
    } catch (error) {
      context.signal?.throwIfAborted()
      if (!(error instanceof SourceError)) throw error
      return { ...(await askPage(`${page}embed/captioned/`, context)), url: page }
    }
  },
})
