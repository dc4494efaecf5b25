import { expect, it } from 'vitest'
import { readFromWeb } from '../support/sources/read-from-web.ts'

const post = {
  text: 'The old bridge opens again on Friday, after eleven years.',
  created_at: '2026-03-02T09:00:00.000Z',
  user: { name: 'Harbour', screen_name: 'harbour' },
}

it('a short link is read as what it leads to would be', async () => {
  const { source, requests } = await readFromWeb('https://t.co/AbCdEf', {
    't.co/AbCdEf': { status: 301, location: 'https://lnk.example.org/x' },
    'lnk.example.org/x': { status: 302, location: 'https://x.com/harbour/status/1890000000000000001' },
    'cdn.syndication.twimg.com/*': { json: post },
  })
  expect(source).toMatchObject({ location: 'https://t.co/AbCdEf', siteName: 'X', text: post.text })
  // Its page is for people who have signed in.
  expect(requests.some((request) => request.includes(' x.com/'))).toBe(false)
})

it('a link that leads on to another is read as that one, without asking in between', async () => {
  const { source, requests } = await readFromWeb(
    'https://l.facebook.com/l.php?u=https%3A%2F%2Fexample.org%2Fbridge&h=AT0',
    { 'example.org/bridge': '<title>The bridge</title><p>It opens on Friday, after eleven years of works.' },
  )
  expect(source).toMatchObject({ title: 'The bridge' })
  expect(requests).toEqual(['GET example.org/bridge'])
})

it('a link that leads to a message of Discord shows nothing of it', async () => {
  const message = 'https://discord.com/channels/130000000000000001/140000000000000001/150000000000000001'
  const { source } = await readFromWeb('https://lnk.example.org/m', {
    'lnk.example.org/m': { status: 302, location: message },
    'discord.com/channels/*':
      '<title>Discord</title><p>Discord is where the harbour meets, in rooms for text and speech.',
  })
  expect(source).toMatchObject({ title: 'Discord' })
})
