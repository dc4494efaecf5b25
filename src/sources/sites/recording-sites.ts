import { applePodcasts } from './apple-podcasts.ts'
import { instagram } from './instagram.ts'
import type { SiteReader } from './site.ts'
import { soundcloud } from './soundcloud.ts'
import { spotify } from './spotify.ts'
import { tiktok } from './tiktok.ts'
import { twitch } from './twitch.ts'
import { vimeo } from './vimeo.ts'
import { youtube } from './youtube/youtube.ts'

/** The sites of sound and film. */
export const recordingSites: readonly SiteReader[] = [
  youtube,
  vimeo,
  tiktok,
  instagram,
  twitch,
  soundcloud,
  applePodcasts,
  spotify,
]
