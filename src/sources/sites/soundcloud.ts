import { askOembed } from './oembed.ts'
import { listOfRecordings, recordingAt, recordingSite, resolveLink } from './recording-site.ts'

/** What stands in the place of a track, below a user. */
const lists = /^(?:sets|likes|tracks|albums|reposts|popular-tracks|followers|following)$/
const pages = /^(?:discover|search|stream|you|upload|pages|charts|tags|stations)$/

export const soundcloud = recordingSite({
  name: 'SoundCloud',
  type: 'audio',
  match({ hostname, pathname, href }) {
    if (hostname === 'on.soundcloud.com') return recordingAt(href)
    if (!/^(?:www\.|m\.)?soundcloud\.com$/.test(hostname)) return undefined
    const [user, track] = pathname.split('/').filter(Boolean)
    if (user === undefined || pages.test(user)) return undefined
    if (track === undefined || lists.test(track)) return listOfRecordings
    return recordingAt(`https://soundcloud.com/${user}/${track}`)
  },
  async about(page, context) {
    const track = new URL(page).hostname === 'on.soundcloud.com' ? await resolveLink(page, context) : page
    const facts = await askOembed('https://soundcloud.com/oembed', track, context)
    // It writes "Title by Artist".
    const title = facts.title?.replace(` by ${facts.author}`, '')
    return { ...facts, ...(title !== undefined && { title }) }
  },
})
