import { z } from 'zod'
import { SourceError } from '../source-error.ts'
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
    if (hostname !== 'open.spotify.com' && hostname !== 'podcasters.spotify.com') return undefined
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

const embedForm = z.object({
  props: z.object({
    pageProps: z.object({
      state: z.object({ data: z.object({ entity: z.object({ subtitle: z.string().optional() }) }) }),
    }),
  }),
})

/** The name of an episode's podcast, which only the player that pages embed tells. */
async function showOf({ id }: SpotifyItem, { text, signal }: SiteContext): Promise<string | undefined> {
  const html = await text(`https://open.spotify.com/embed/episode/${id}`).catch((error: unknown) => {
    signal?.throwIfAborted()
    if (error instanceof SourceError) return ''
    throw error
  })
  const [, data = ''] = /<script id="__NEXT_DATA__"[^>]*>(.*?)<\/script>/s.exec(html) ?? []
  const parsed = embedForm.safeParse(parse(data))
  return parsed.success ? parsed.data.props.pageProps.state.data.entity.subtitle : undefined
}

function parse(json: string): unknown {
  try {
    return JSON.parse(json)
  } catch {
    return undefined
  }
}

const searchForm = z.object({
  results: z.array(z.object({ collectionName: z.string().optional(), feedUrl: z.string().optional() })),
})

/** The feed of a podcast by its exact name, in the directory that most players take theirs from. */
async function findFeed(show: string, { json }: SiteContext): Promise<string | undefined> {
  const search = new URL('https://itunes.apple.com/search')
  search.search = new URLSearchParams({
    media: 'podcast',
    entity: 'podcast',
    limit: '10',
    term: show,
  }).toString()
  const { results } = await json(search.href, searchForm)
  return results.find(({ collectionName = '' }) => plain(collectionName) === plain(show))?.feedUrl
}

function plain(name: string): string {
  return name.normalize('NFKC').toLowerCase().trim()
}

function notInAFeed({ known, location }: SiteContext): SourceError {
  return new SourceError({ reason: 'not_in_a_feed', values: {} }, location, { detail: known.title })
}
