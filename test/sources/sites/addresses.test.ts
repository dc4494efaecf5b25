import { expect, it } from 'vitest'
import { findSite } from '../../../src/sources/sites/sites.ts'

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
