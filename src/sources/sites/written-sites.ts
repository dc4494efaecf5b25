import { arxiv } from './arxiv.ts'
import { bluesky } from './bluesky.ts'
import { facebook } from './facebook.ts'
import { fediverse } from './fediverse.ts'
import { github } from './github/github.ts'
import { gitlab } from './gitlab.ts'
import { googleDocuments } from './google-documents.ts'
import { hackerNews } from './hacker-news.ts'
import { lemmy } from './lemmy.ts'
import { linkedin } from './linkedin.ts'
import { reddit } from './reddit.ts'
import { stackExchange } from './stack-exchange.ts'
import { telegram } from './telegram.ts'
import { threads } from './threads.ts'
import { wikipedia } from './wikipedia.ts'
import type { WrittenSite } from './written-site.ts'
import { x } from './x.ts'

/** Sites of texts. Those that are known by their paths alone come last. */
export const writtenSites: readonly WrittenSite[] = [
  reddit,
  hackerNews,
  bluesky,
  x,
  telegram,
  threads,
  linkedin,
  facebook,
  wikipedia,
  arxiv,
  googleDocuments,
  github,
  stackExchange,
  gitlab,
  lemmy,
  fediverse,
]
