import { askPage } from './page-facts.ts'
import { listOfRecordings, liveRecording, recordingAt, recordingSite } from './recording-site.ts'

const pages = /^(?:directory|downloads|jobs|p|settings|subscriptions|search|turbo|store)$/

export const twitch = recordingSite({
  name: 'Twitch',
  type: 'video',
  match({ hostname, pathname, searchParams }) {
    const [first, second, third] = pathname.split('/').filter(Boolean)
    if (hostname === 'clips.twitch.tv') {
      const clip = first === 'embed' ? searchParams.get('clip') : first
      return clip ? recordingAt(`https://clips.twitch.tv/${clip}`) : undefined
    }
    if (hostname === 'player.twitch.tv') {
      const video = searchParams.get('video')?.replace(/^v/, '')
      return video ? recordingAt(`https://www.twitch.tv/videos/${video}`) : liveRecording
    }
    if (!/^(?:www\.|m\.)?twitch\.tv$/.test(hostname) || first === undefined || pages.test(first))
      return undefined
    if (first === 'videos' && second !== undefined)
      return recordingAt(`https://www.twitch.tv/videos/${second}`)
    if (second === 'clip' && third !== undefined) return recordingAt(`https://clips.twitch.tv/${third}`)
    return second === undefined ? liveRecording : listOfRecordings
  },
  about: askPage,
})
