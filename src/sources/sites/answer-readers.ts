import { z } from 'zod'
import { cleanLine, cleanText } from '../text/clean-text.ts'
import { dropUndefined } from '../text/drop-undefined.ts'
import { toIsoDate } from '../text/published-date.ts'
import type { Answer } from './answer.ts'
import { htmlTextIn, jsonIn } from './answers.ts'
import { readVideoInfo } from './video-info.ts'

/**
 * What is read of answers that decide what is asked next, by name: a function does not pass between processes. Each takes an answer of
 * any size, and gives no more than its asker uses.
 *
 * @throws SourceError `unreadable`
 */
export const answerReaders = {
  oembed: readOembed,
  podcastsFound: (answer: Answer) => jsonIn(answer, podcastForm).results.slice(0, mostPodcasts),
  showOfEpisode: readShow,
  chapters: readChapters,
  videoInfo: readVideoInfo,
  /** Hacker News: undefined for an item that is not there. */
  commentsOfItem: (answer: Answer) => jsonIn(answer, itemForm)?.kids.slice(0, mostComments),
  /** Stack Exchange. */
  questionOfAnswer: (answer: Answer) => jsonIn(answer, answersForm).items[0]?.question_id,
  /** GitLab. */
  readmeOfProject: (answer: Answer) => jsonIn(answer, projectForm).readme_url ?? undefined,
} as const

export type AnswerReader = keyof typeof answerReaders
export type ReadBy<Reader extends AnswerReader> = ReturnType<(typeof answerReaders)[Reader]>

const mostPodcasts = 250
const mostComments = 30
const mostChapters = 1_000

/** https://oembed.com/#section2.3, with what some sites add. */
const oembedForm = z.object({
  title: z.string().nullish(),
  author_name: z.string().nullish(),
  description: z.string().nullish(),
  /** Seconds. */
  duration: z.number().nullish(),
  upload_date: z.string().nullish(),
})

function readOembed(answer: Answer) {
  const told = jsonIn(answer, oembedForm)
  return dropUndefined({
    title: cleanLine(told.title),
    author: cleanLine(told.author_name),
    publishedAt: toIsoDate(told.upload_date),
    durationSeconds: told.duration ?? undefined,
    description: cleanText(told.description ?? ''),
  })
}

/** https://performance-partners.apple.com/search-api (2026-11), with what it answers for episodes. */
const podcastForm = z.object({
  results: z.array(
    z.object({
      collectionName: z.string().optional(),
      feedUrl: z.string().optional(),
      trackId: z.number().optional(),
      trackName: z.string().optional(),
      episodeGuid: z.string().optional(),
      episodeUrl: z.string().optional(),
    }),
  ),
})

const embedForm = z.object({
  props: z.object({
    pageProps: z.object({
      state: z.object({ data: z.object({ entity: z.object({ subtitle: z.string().optional() }) }) }),
    }),
  }),
})
const dataStart = '<script id="__NEXT_DATA__"'

/** The podcast of an episode, by Spotify's player; undefined where it does not say. */
function readShow(answer: Answer): string | undefined {
  const html = htmlTextIn(answer)
  const start = html.indexOf('>', html.indexOf(dataStart)) + 1
  const data = html.includes(dataStart) ? html.slice(start, html.indexOf('</script>', start)) : ''
  return cleanLine(embedForm.safeParse(parsedJson(data)).data?.props.pageProps.state.data.entity.subtitle)
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** https://github.com/Podcastindex-org/podcast-namespace/blob/main/docs/examples/chapters/jsonChapters.md (2026-11) */
const chaptersForm = z.object({
  chapters: z.array(
    z.object({ startTime: z.number(), title: z.string().default(''), toc: z.boolean().default(true) }),
  ),
})

function readChapters(answer: Answer) {
  return jsonIn(answer, chaptersForm)
    .chapters.filter(({ title, toc }) => title !== '' && toc)
    .slice(0, mostChapters)
    .map(({ startTime, title }) => ({ startSeconds: startTime, title: cleanLine(title) ?? '' }))
}

const itemForm = z.object({ kids: z.array(z.number()).default([]) }).nullable()
const answersForm = z.object({ items: z.array(z.object({ question_id: z.number() })) })
const projectForm = z.object({ readme_url: z.string().nullish() })
