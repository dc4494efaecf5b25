import { expect, it } from 'vitest'
import { readFromWeb } from '../../support/sources/read-from-web.ts'

const shell = '<!doctype html><title>App</title><div id="root"></div><script src="/app.js"></script>'

it.each([
  'https://news.ycombinator.com/item?id=1234567',
  'https://bsky.app/profile/ada.example.org/post/3kabcdefghi2x',
  'https://x.com/harbour/status/1890000000000000001',
  'https://mastodon.example/@ada/111234567890123456',
  'https://lemmy.world/post/12345678',
  'https://github.com/harbour/bridge/issues/7',
  'https://stackoverflow.com/q/11227809',
])('%s, whose site answers nothing but the shell of a program, is told to have no text', async (link) => {
  const { error } = await readFromWeb(link, { '*': shell })
  expect(error?.problem).toEqual({ reason: 'empty_page', values: {} })
})
