import { askOembed } from './oembed.ts'
import { listOfRecordings, liveRecording, recordingAt, recordingSite, resolveLink } from './recording-site.ts'

export const tiktok = recordingSite({
  name: 'TikTok',
  type: 'video',
  match({ hostname, pathname, href }) {
    if (/^v[mt]\.tiktok\.com$/.test(hostname)) return recordingAt(href)
    if (!/^(?:www\.|m\.)?tiktok\.com$/.test(hostname)) return undefined
    if (pathname.startsWith('/t/')) return recordingAt(href)
    const [, id] = /^\/(?:v|embed(?:\/v\d)?|player\/v1)\/(\d+)/.exec(pathname) ?? []
    if (id !== undefined) return recordingAt(`https://m.tiktok.com/v/${id}.html`)
    const [, user, post] = /^\/(@[^/]+)(\/(?:video|photo)\/\d+)?/.exec(pathname) ?? []
    if (user === undefined) return undefined
    if (pathname.endsWith('/live')) return liveRecording
    return post === undefined ? listOfRecordings : recordingAt(`https://www.tiktok.com/${user}${post}`)
  },
  async about(page, context) {
    const video = /\/@[^/]+\//.test(page) ? page : await resolveLink(page, context)
    const facts = await askOembed('https://www.tiktok.com/oembed', video, context)
    // What the author has written below a video is its title.
    return { ...facts, ...(facts.title !== undefined && { description: facts.title }) }
  },
})
