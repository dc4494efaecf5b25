import { expect, it } from 'vitest'
import { plainAddress } from '../../../src/sources/plain-address.ts'
import { findSite } from '../../../src/sources/sites/sites.ts'
import { sourceAddress } from '../../../src/sources/source-address.ts'

it.each([
  'https://bsky.app/profile/%E0%A4%A/post/3k',
  'https://www.linkedin.com/posts/%E0%A4%A-activity-7170000000000000001-x',
  'https://gitlab.com/a/b/-/releases/%E0%A4%A',
  'https://en.wikipedia.org/wiki/%E0%A4%A',
  'https://en.wikipedia.org/w/index.php?title=%E0%A4%A',
  'https://cdn.discordapp.com/attachments/130000000000000001/140000000000000001/%E0%A4%A',
  'https://github.com/a/b/blob/main/%E0%A4%A.md',
  'https://t.me/%E0%A4%A',
  'https://social.example.org/@a/%E0%A4%A',
])('meets %s without falling', (address) => {
  expect(() => findSite(address)).not.toThrow()
})

it.each([
  'https://www.reddit.com/r/bridges/',
  'https://news.ycombinator.com/',
  'https://news.ycombinator.com/item?id=x',
  'https://bsky.app/profile/ada.example.org',
  'https://x.com/harbour',
  'https://example.org/status/1890000000000000001',
  'https://t.me/share/url?url=https://example.org',
  'https://github.com/topics/bridges',
  'https://github.com/harbour',
  'https://github.com/harbour/bridge/issues',
  'https://gitlab.com/explore/projects',
  'https://git.example.org/harbour/bridge',
  'https://en.wikipedia.org/wiki/Special:Random',
  'https://commons.wikimedia.org/wiki/Main_Page',
  'https://arxiv.org/list/cs.CL/recent',
  'https://docs.google.com/document/d/e/2PACX-1vAbCdEfGhIjKlMnOpQrStUvWxYz/pub',
  'https://stackoverflow.com/questions/tagged/frost',
  'https://www.linkedin.com/pulse/how-bridges-age-ada-mason',
  'https://medium.com/@ada/how-bridges-age-0123456789ab',
  'https://example.org/@ada/1234',
  'https://example.org/notes/march',
  'https://example.org/post/4711',
])('leaves %s to plain reading', (address) => {
  expect(findSite(address)).toBeUndefined()
})

const siteOf = (address: string) => findSite(plainAddress(new URL(address)).href)?.name

it.each([
  ['YouTube', 'https://www.youtube.com/watch/dQw4w9WgXcQ'],
  ['YouTube', 'https://music.youtube.com/podcast/dQw4w9WgXcQ'],
  ['YouTube', 'https://www.youtube.com/attribution_link?a=abc&u=%2Fwatch%3Fv%3DdQw4w9WgXcQ'],
  ['YouTube', 'https://www.youtubekids.com/watch?v=dQw4w9WgXcQ'],
  ['YouTube', 'https://yewtu.be/watch?v=dQw4w9WgXcQ'],
  ['YouTube', 'https://piped.video/watch?v=dQw4w9WgXcQ'],
  ['YouTube', 'https://invidious.example.org/embed/dQw4w9WgXcQ?autoplay=1'],
  ['YouTube', 'https://www.google.com/url?sa=t&url=https%3A%2F%2Fyoutu.be%2FdQw4w9WgXcQ'],
  ['Vimeo', 'https://vimeo.com/album/2222/video/123456789'],
  ['Vimeo', 'https://vimeo.com/showcase/2222?video=123456789'],
  ['Vimeo', 'https://vimeo.com/ondemand/film/123456789'],
  ['TikTok', 'https://m.tiktok.com/v/7106594312292453675.html'],
  ['TikTok', 'https://www.tiktok.com/embed/v2/7106594312292453675'],
  ['TikTok', 'https://www.vxtiktok.com/@harbour/video/7106594312292453675'],
  ['Instagram', 'https://www.ddinstagram.com/p/CxAbCdEfGhI/'],
  ['Instagram', 'https://instagr.am/p/CxAbCdEfGhI/'],
  ['Twitch', 'https://player.twitch.tv/?video=v1234567890'],
  ['SoundCloud', 'https://w.soundcloud.com/player/?url=https%3A//soundcloud.com/harbour/horn'],
  ['Spotify', 'https://play.spotify.com/episode/5Xt5DXGzch68nYYamXrNxZ'],
  ['Reddit', 'https://www.reddit.com/poll/1abcdef'],
  ['Reddit', 'https://www.reddit.com/r/harbour/duplicates/1abcdef/title/'],
  ['Reddit', 'https://rxddit.com/r/harbour/comments/1abcdef/title/'],
  ['Reddit', 'https://redlib.example.org/r/harbour/comments/1abcdef/title/'],
  ['Bluesky', 'https://fxbsky.app/profile/ada.example.org/post/3kabcdefghi2x?ref_src=embed'],
  ['Bluesky', 'https://deer.social/profile/did:plc:abcdefghijkl/post/3kabcdefghi2x'],
  ['X', 'https://fxtwitter.com/harbour/status/1890000000000000001'],
  ['X', 'https://d.fxtwitter.com/harbour/status/1890000000000000001'],
  ['X', 'https://girlcockx.com/harbour/status/1890000000000000001'],
  ['X', 'https://nitter.example.org/harbour/status/1890000000000000001#m'],
  ['Telegram', 'https://harbour.t.me/123'],
  ['fediverse', 'https://mastodon.example/@ada/111234567890123456/embed'],
  ['fediverse', 'https://mastodon.example/ap/users/115/statuses/111234567890123456'],
  ['Facebook', 'https://fb.watch/aBcDeF/'],
  ['Facebook', 'https://fb.com/harbour/posts/123'],
  ['Facebook', 'https://l.facebook.com/l.php?u=https%3A%2F%2Fwww.facebook.com%2Fharbour%2Fposts%2F123'],
  ['Wikipedia', 'https://en.wikipedia.org/?title=Bridge'],
  ['Wikipedia', 'https://en.wikipedia.org/wiki/Special:Permalink/12345'],
  ['Google Docs', 'https://docs.google.com/a/example.org/document/d/1AbCdEfGhIjKlMnOpQrStUvWxYz/edit'],
  ['Google Docs', 'https://docs.google.com/open?id=1AbCdEfGhIjKlMnOpQrStUvWxYz'],
  ['GitLab', 'https://gitlab.com/harbour/plans/bridge/issues/7'],
  ['GitLab', 'https://gitlab.com/harbour/plans/bridge/-/tree/main/docs'],
  ['Stack Exchange', 'https://unix.meta.stackexchange.com/q/123'],
  [
    'Discord',
    'https://discord.com/channels/130000000000000001/140000000000000001/threads/150000000000000001/150000000000000002',
  ],
  [
    'Discord',
    'https://cdn.discordapp.com/ephemeral-attachments/130000000000000001/140000000000000001/plan.pdf',
  ],
])('reads as of %s: %s', (name, address) => {
  expect(siteOf(address)).toBe(name)
})

it.each([
  'https://netflix.com/harbour/1890000000000000001',
  'https://www.google.com/search?q=https://example.org',
  'https://www.youtube.com/redirect?q=javascript%3Aalert(1)',
  'https://yt.example.org/watch',
  'https://vimeo.com/harbour',
  'https://gitlab.com/harbour/plans/bridge/-/commit/abc123',
  'https://github.com/advisories/GHSA-xxxx-yyyy-zzzz',
  'https://www.wikipedia.org/wiki/Bridge',
])('leaves %s to plain reading, wherever it leads', (address) => {
  expect(siteOf(address)).toBeUndefined()
})

it.each([
  ['https://youtu.be/dQw4w9WgXcQ?t=10', 'https://m.youtube.com/watch?list=PL1&v=dQw4w9WgXcQ&pp=x'],
  ['https://www.youtube.com/shorts/dQw4w9WgXcQ', 'https://yewtu.be/watch?v=dQw4w9WgXcQ'],
  [
    'https://x.com/harbour/status/1890000000000000001?s=20',
    'https://vxtwitter.com/i/status/1890000000000000001',
  ],
  [
    'https://twitter.com/i/web/status/1890000000000000001',
    'https://x.com/harbour/status/1890000000000000001/photo/1',
  ],
  ['https://old.reddit.com/r/harbour/comments/1abcdef/title/', 'https://www.reddit.com/comments/1abcdef'],
  [
    'https://www.google.com/url?q=https%3A%2F%2Fexample.org%2Fa%3Futm_source%3Dx&sa=D',
    'https://example.org/a',
  ],
  ['https://www.google.com/amp/s/example.org/a', 'https://example.org/a'],
])('takes %s and %s for one', (one, other) => {
  expect(sourceAddress(one)).toBe(sourceAddress(other))
})

it.each([
  'https://yt.example.org/watch',
  'https://yt.example.org/watch?v=short',
  'https://www.fedex.example/tracking/status/123456789012',
  'https://www.fedex.com/tracking/status/123456789012',
  'https://forum.example.org/profile/ada/post/7',
])('leaves %s as it is', (address) => {
  expect(plainAddress(new URL(address)).href).toBe(address)
})

it.each([
  ['https://youtu.be/dQw4w9WgXcQ', 'https://youtu.be/dQw4w9WgXcR'],
  ['https://www.reddit.com/comments/1abcdef', 'https://www.reddit.com/r/a/comments/1abcdef/title/kxyz123/'],
  [
    'https://www.google.com/url?q=https%3A%2F%2Fexample.org%2Fa',
    'https://www.google.com/url?q=https%3A%2F%2Fexample.org%2Fb',
  ],
])('keeps %s and %s apart', (one, other) => {
  expect(sourceAddress(one)).not.toBe(sourceAddress(other))
})
