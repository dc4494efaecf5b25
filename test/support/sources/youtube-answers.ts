import type { LocalAnswer } from './local-web.ts'

/** Where the player asks. */
export const youtubePlayer = 'www.youtube.com/youtubei/v1/player*'

export interface Track {
  readonly language: string
  readonly isAutomatic?: boolean
}

/** A shortened answer of YouTube's player, in its own form. */
export function playerAnswer(options: {
  readonly tracks?: readonly Track[]
  readonly description?: string
  readonly playability?: { readonly status: string; readonly reason?: string }
  readonly details?: object
}): LocalAnswer {
  const { tracks = [], description = 'A film about a river.', playability = { status: 'OK' } } = options
  const captionTracks = tracks.map(({ language, isAutomatic }) => ({
    baseUrl: `https://www.youtube.com/api/timedtext?v=aqz-KE-bpKQ&lang=${language}${isAutomatic ? '&kind=asr' : ''}`,
    name: { simpleText: language },
    vssId: `${isAutomatic ? 'a' : ''}.${language}`,
    languageCode: language,
    ...(isAutomatic && { kind: 'asr' }),
    isTranslatable: true,
  }))
  return {
    json: {
      responseContext: {},
      playabilityStatus: playability,
      videoDetails: {
        videoId: 'aqz-KE-bpKQ',
        title: 'How a river moves its stones',
        lengthSeconds: '95',
        channelId: 'UC0000000000000000000000',
        shortDescription: description,
        author: 'Harbour Films',
        thumbnail: { thumbnails: [] },
        viewCount: '12',
        isLiveContent: false,
        ...options.details,
      },
      microformat: {
        playerMicroformatRenderer: {
          title: { simpleText: 'How a river moves its stones' },
          description: { simpleText: description },
          thumbnail: { thumbnails: [] },
          lengthSeconds: '95',
          publishDate: '2025-06-01T07:00:00-07:00',
          uploadDate: '2025-06-01',
          ownerChannelName: 'Harbour Films',
          externalChannelId: 'UC0000000000000000000000',
          availableCountries: [],
        },
      },
      captions: {
        playerCaptionsTracklistRenderer: { captionTracks, audioTracks: [], translationLanguages: [] },
      },
    },
  }
}

/** A track of captions, a line every half minute. */
export const track = (...lines: readonly string[]): LocalAnswer => ({
  json: {
    wireMagic: 'pb3',
    events: lines.map((line, index) => ({
      tStartMs: index * 30_000,
      dDurationMs: 3000,
      segs: [{ utf8: line }],
    })),
  },
})
