import { describe, expect, it } from 'vitest'
import type { LocalAnswers } from '../../support/sources/local-web.ts'
import { readFromWeb } from '../../support/sources/read-from-web.ts'

const said = 'Each season shows how the river moves its stones, and what the town does about it.'
const pageOf = (title: string, description: string) =>
  `<html><head><title>${title}</title><meta property="og:title" content="${title}"><meta property="og:description" content="${description}"></head><body><div id="root"></div><script src="app.js"></script></body></html>`

interface Case {
  readonly link: string
  readonly answers: LocalAnswers
  readonly known: object
}

const cases: readonly Case[] = [
  {
    link: 'https://www.tiktok.com/@harbour/video/7300000000000000001?is_from_webapp=1',
    answers: { 'www.tiktok.com/oembed*': { json: { title: said, author_name: 'Harbour' } } },
    known: {
      siteName: 'TikTok',
      type: 'video',
      author: 'Harbour',
      url: 'https://www.tiktok.com/@harbour/video/7300000000000000001',
    },
  },
  {
    link: 'https://vm.tiktok.com/ZMabcdef1/',
    answers: {
      'vm.tiktok.com/ZMabcdef1/': { status: 301, location: 'https://www.tiktok.com/@harbour/video/73?_r=1' },
      'www.tiktok.com/@harbour/video/73*': pageOf('TikTok', ''),
      'www.tiktok.com/oembed?url=https%3A%2F%2Fwww.tiktok.com%2F%40harbour%2Fvideo%2F73*': {
        json: { title: said },
      },
    },
    known: { url: 'https://www.tiktok.com/@harbour/video/73' },
  },
  {
    link: 'https://vt.tiktok.com/ZSabcdef2/',
    answers: {
      'vt.tiktok.com/ZSabcdef2/': { status: 403 },
      'www.tiktok.com/oembed?url=https%3A%2F%2Fvt.tiktok.com%2FZSabcdef2%2F*': { json: { title: said } },
    },
    known: { url: 'https://vt.tiktok.com/ZSabcdef2/' },
  },
  {
    link: 'https://m.soundcloud.com/ida-holm/stones?in=ida-holm/sets/walks',
    answers: {
      'soundcloud.com/oembed*': {
        json: { title: 'Stones by Ida Holm', author_name: 'Ida Holm', description: said },
      },
    },
    known: { siteName: 'SoundCloud', type: 'audio', title: 'Stones', author: 'Ida Holm' },
  },
  {
    link: 'https://www.twitch.tv/videos/2000000001?t=1h2m',
    answers: { 'www.twitch.tv/videos/2000000001': pageOf('Stones - Harbour on Twitch', said) },
    known: {
      siteName: 'Twitch',
      title: 'Stones - Harbour on Twitch',
      url: 'https://www.twitch.tv/videos/2000000001',
    },
  },
  {
    link: 'https://www.instagram.com/reel/Cabc_123-x/?igsh=1',
    answers: { 'www.instagram.com/p/Cabc_123-x/': pageOf('Harbour on Instagram', said) },
    known: {
      siteName: 'Instagram',
      url: 'https://www.instagram.com/p/Cabc_123-x/',
      withheld: { by: 'site', shown: 'description' },
    },
  },
  {
    link: 'https://www.instagram.com/harbour/p/Cabc_123-x/',
    answers: {
      'www.instagram.com/p/Cabc_123-x/': {
        status: 302,
        location: 'https://www.instagram.com/accounts/login/',
      },
      'www.instagram.com/accounts/login/': { status: 429 },
      'www.instagram.com/p/Cabc_123-x/embed/captioned/': `<html><body><div class="Caption">${said}</div></body></html>`,
    },
    known: { url: 'https://www.instagram.com/p/Cabc_123-x/' },
  },
]

describe('a recording on a site', () => {
  it.each(cases)('$link is read by what it says of itself, marked', async ({ link, answers, known }) => {
    const { source } = await readFromWeb(link, answers)
    expect(source).toMatchObject({ withheld: { shown: 'description' }, text: said, ...known })
    expect(source).not.toHaveProperty('description')
  })

  it.each<[string, string]>([
    ['https://www.tiktok.com/@harbour', 'choose_one'],
    ['https://www.tiktok.com/@harbour/live', 'not_over'],
    ['https://soundcloud.com/ida-holm', 'choose_one'],
    ['https://soundcloud.com/ida-holm/sets/walks', 'choose_one'],
    ['https://www.twitch.tv/harbour', 'not_over'],
    ['https://www.twitch.tv/harbour/videos?filter=archives', 'choose_one'],
  ])('%s is none, and is refused before anything is asked', async (link, reason) => {
    const { error, requests } = await readFromWeb(link, {})
    expect([error?.reason, requests]).toEqual([reason, []])
  })

  it('that says next to nothing of itself is refused', async () => {
    const { error } = await readFromWeb('https://www.tiktok.com/@harbour/video/73', {
      'www.tiktok.com/oembed*': { json: { title: '#stones' } },
    })
    expect(error).toMatchObject({
      reason: 'no_captions',
      detail: 'page: empty; yt_dlp_captions: empty; yt_dlp_sound: empty; description: empty',
    })
  })

  it('that is gone is refused as its site says', async () => {
    const { error } = await readFromWeb('https://soundcloud.com/ida-holm/stones', {})
    expect(error?.reason).toBe('page_not_found')
  })
})
