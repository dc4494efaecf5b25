import { describe, expect, it } from 'vitest'
import { readFromWeb } from '../../support/sources/read-from-web.ts'

const oembed = {
  type: 'video',
  provider_name: 'Vimeo',
  title: 'A bridge in four seasons',
  author_name: 'Harbour Films',
  duration: 754,
  description: 'The old bridge was filmed for a year. Each season shows how the river moves its stones.',
  upload_date: '2024-05-03 09:12:44',
  video_id: 76979871,
}

describe('a video of Vimeo', () => {
  it.each([
    'https://vimeo.com/76979871',
    'https://player.vimeo.com/video/76979871?h=8272103f6e',
    'https://vimeo.com/channels/staffpicks/76979871',
  ])('%s is told by what its page tells those who embed it, marked', async (link) => {
    const { source, requests } = await readFromWeb(link, { 'vimeo.com/api/oembed.json*': { json: oembed } })

    expect(source).toMatchObject({
      siteName: 'Vimeo',
      type: 'video',
      url: 'https://vimeo.com/76979871',
      title: 'A bridge in four seasons',
      author: 'Harbour Films',
      publishedAt: '2024-05-03T09:12:44',
      durationSeconds: 754,
      text: oembed.description,
      withheld: { by: 'sound', shown: 'description' },
    })
    expect(requests).toHaveLength(1)
  })

  it('that is private is refused', async () => {
    const { error } = await readFromWeb('https://vimeo.com/76979871', {
      'vimeo.com/api/oembed.json*': { status: 403 },
    })
    expect(error).toMatchObject({
      reason: 'refuses_programs',
      detail:
        'page: refuses_programs HTTP 403; yt_dlp_captions: empty; yt_dlp_sound: empty; description: empty',
    })
  })

  it('that tells nothing of itself is refused', async () => {
    const { error } = await readFromWeb('https://vimeo.com/76979871', {
      'vimeo.com/api/oembed.json*': { json: { title: 'Untitled' } },
    })
    expect(error).toMatchObject({
      reason: 'no_captions',
      detail: 'page: empty; yt_dlp_captions: empty; yt_dlp_sound: empty; description: empty',
    })
  })
})
