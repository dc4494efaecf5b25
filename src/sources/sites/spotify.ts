import { SourceError } from '../source-error.ts'
import { asJson } from './answer.ts'
import { readEpisodeOf } from './feeds/episode-of-feed.ts'
import { askOembed } from './oembed.ts'
import { type Finding, type SiteContext, site } from './site.ts'
import { SiteRefusal } from './site-refusal.ts'

interface SpotifyItem {
  readonly kind: 'episode' | 'show' | 'music'
  readonly page: string
  readonly id: string
}

const address =
  /^\/(?:intl-[a-z-]+\/)?(?:embed(?:-podcast)?\/)?(episode|show|track|album|artist|playlist)\/(\w+)/

/** Its sound is for its own app: what is also published in an open feed is read there. */
export const spotify = site<SpotifyItem>({
  name: 'Spotify',
  match({ hostname, pathname }) {
    if (!/^(?:open|play|podcasters)\.spotify\.com$/.test(hostname)) return undefined
    const [, kind, id = ''] = address.exec(pathname) ?? []
    if (kind === undefined) return undefined
    const page = `https://open.spotify.com/${kind}/${id}`
    return { kind: kind === 'episode' || kind === 'show' ? kind : 'music', page, id }
  },
  steps: [
    { name: 'oembed', read: readFacts },
    { name: 'feed', read: readByFeed },
  ],
})

async function readFacts(item: SpotifyItem, context: SiteContext): Promise<Finding> {
  if (item.kind === 'music') throw new SiteRefusal({ reason: 'music', values: {} })
  return { type: 'audio', ...(await askOembed('https://open.spotify.com/oembed', item.page, context)) }
}

async function readByFeed(item: SpotifyItem, context: SiteContext): Promise<Finding> {
  const { title } = context.known
  const { show, episode } =
    item.kind === 'show' ? { show: title } : { show: await showOf(item, context), episode: title }
  if (show === undefined) throw notInAFeed(context)
  const feedUrl = await findFeed(show, context)
  if (feedUrl === undefined) throw notInAFeed(context)
  return readEpisodeOf(feedUrl, episode === undefined ? [] : [episode], context)
}

/** The name of an episode's podcast, which only the player that pages embed tells. */
async function showOf(
  { id }: SpotifyItem,
  { answer, told, signal }: SiteContext,
): Promise<string | undefined> {
  try {
    return await told(await answer(`https://open.spotify.com/embed/episode/${id}`), 'showOfEpisode')
  } catch (error) {
    signal?.throwIfAborted()
    if (error instanceof SourceError) return undefined
    throw error
  }
}

/** The feed of a podcast by its exact name, in the directory that most players take theirs from. */
async function findFeed(show: string, { answer, told }: SiteContext): Promise<string | undefined> {
  const search = new URL('https://itunes.apple.com/search')
  search.search = new URLSearchParams({
    media: 'podcast',
    entity: 'podcast',
    limit: '10',
    term: show,
  }).toString()
  const found = await told(await answer(search.href, asJson), 'podcastsFound')
  return found.find(({ collectionName = '' }) => plain(collectionName) === plain(show))?.feedUrl
}

function plain(name: string): string {
  return name.normalize('NFKC').toLowerCase().trim()
}

function notInAFeed({ known, location }: SiteContext): SourceError {
  return new SourceError({ reason: 'not_in_a_feed', values: {} }, location, { detail: known.title })
}
