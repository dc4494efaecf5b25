import { askOembed } from './oembed.ts'
import { site } from './site.ts'

export const vimeo = site<string>({
  name: 'Vimeo',
  match({ hostname, pathname }) {
    if (!/^(?:www\.|player\.)?vimeo\.com$/.test(hostname)) return undefined
    const [, id, secret = ''] =
      /^\/(?:video\/|channels\/[^/]+\/|groups\/[^/]+\/videos\/|showcase\/\d+\/video\/)?(\d+)(\/[0-9a-f]+)?\/?$/.exec(
        pathname,
      ) ?? []
    return id && `https://vimeo.com/${id}${secret}`
  },
  steps: [
    {
      name: 'oembed',
      async read(page, context) {
        const { facts, description } = await askOembed('https://vimeo.com/api/oembed.json', page, context)
        return { ...facts, type: 'video', ...described(description) }
      },
    },
  ],
})

function described(text: string) {
  return text === '' ? {} : { text, withheld: { by: 'site', shown: 'description' } as const }
}
