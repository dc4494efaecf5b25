import { askOembed } from './oembed.ts'
import { recordingAt, recordingSite } from './recording-site.ts'

const video =
  /^\/(?:video\/|channels\/[^/]+\/|groups\/[^/]+\/videos\/|showcase\/\d+\/video\/)?(\d+)(\/[0-9a-f]+)?\/?$/

export const vimeo = recordingSite({
  name: 'Vimeo',
  type: 'video',
  match({ hostname, pathname }) {
    if (!/^(?:www\.|player\.)?vimeo\.com$/.test(hostname)) return undefined
    const [, id, secret = ''] = video.exec(pathname) ?? []
    return id === undefined ? undefined : recordingAt(`https://vimeo.com/${id}${secret}`)
  },
  about: (page, context) => askOembed('https://vimeo.com/api/oembed.json', page, context),
})
