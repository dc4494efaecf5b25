import { SourceError } from '../source-error.ts'
import { asJson } from './answer.ts'
import { readEpisodeOf } from './feeds/episode-of-feed.ts'
import { askPage } from './page-facts.ts'
import { type Finding, type SiteContext, site } from './site.ts'
import { SiteRefusal } from './site-refusal.ts'

type AppleItem =
  | { readonly kind: 'music' }
  | {
      readonly kind: 'podcast'
      readonly page: string
      readonly show: string
      readonly episode: string | undefined
    }

export const applePodcasts = site<AppleItem>({
  name: 'Apple Podcasts',
  match({ hostname, pathname, searchParams, origin }) {
    if (hostname === 'music.apple.com') return { kind: 'music' }
    if (hostname !== 'podcasts.apple.com' && hostname !== 'itunes.apple.com') return undefined
    const show = /\/podcast\/(?:[^/]+\/)?id(\d+)/.exec(pathname)?.[1]
    const episode = searchParams.get('i') ?? undefined
    const page = `${origin}${pathname}${episode ? `?i=${episode}` : ''}`
    return show === undefined ? undefined : { kind: 'podcast', page, show, episode }
  },
  steps: [
    { name: 'feed', read: readByFeed },
    {
      name: 'page',
      read: async (item, context) => {
        if (item.kind === 'music') return {}
        const { description = '', ...facts } = await askPage(item.page, context)
        return { ...facts, type: 'audio', text: description, withheld: { by: 'sound', shown: 'description' } }
      },
    },
  ],
})

async function readByFeed(item: AppleItem, context: SiteContext): Promise<Finding> {
  if (item.kind === 'music') throw new SiteRefusal({ reason: 'music', values: {} })
  const { show, episode } = item
  const more = episode === undefined ? '' : '&entity=podcastEpisode&limit=200'
  const lookup = `https://itunes.apple.com/lookup?id=${show}&media=podcast${more}`
  const results = await context.told(await context.answer(lookup, asJson), 'podcastsFound')
  const feedUrl = results.find((result) => result.feedUrl)?.feedUrl
  if (feedUrl === undefined) throw new SourceError({ reason: 'not_in_a_feed', values: {} }, context.location)
  if (episode === undefined) return readEpisodeOf(feedUrl, [], context)
  const told = results.find(({ trackId }) => String(trackId) === episode)
  // Only the latest are told of; older ones by the title of their page.
  const choice = told
    ? [told.episodeGuid, told.episodeUrl, told.trackName]
    : [(await askPage(item.page, context)).title]
  return readEpisodeOf(
    feedUrl,
    choice.filter((known) => known !== undefined),
    context,
  )
}
