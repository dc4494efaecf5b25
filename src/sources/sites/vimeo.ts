import { askOembed } from './oembed.ts'
import { listOfRecordings, recordingAt, recordingSite } from './recording-site.ts'

const video =
  /^\/(?:video\/|channels\/[^/]+\/|groups\/[^/]+\/videos\/|(?:showcase|album)\/\d+\/video\/|ondemand\/[^/]+\/|manage\/videos\/)?(\d+)(\/[0-9a-f]+)?\/?$/
/** A list of recordings, of which one may be chosen: `/showcase/2222?video=123456789`. */
const list = /^\/(?:showcase|album|channels|groups)\//

export const vimeo = recordingSite({
  name: 'Vimeo',
  type: 'video',
  match({ hostname, pathname, searchParams }) {
    if (!/^(?:www\.|player\.)?vimeo\.com$/.test(hostname)) return undefined
    const [, id, secret = ''] = video.exec(pathname) ?? []
    if (id !== undefined) return recordingAt(`https://vimeo.com/${id}${secret}`)
    const chosen = searchParams.get('video')
    if (list.test(pathname) && chosen && /^\d+$/.test(chosen))
      return recordingAt(`https://vimeo.com/${chosen}`)
    return list.test(pathname) ? listOfRecordings : undefined
  },
  about: (page, context) => askOembed('https://vimeo.com/api/oembed.json', page, context),
})
