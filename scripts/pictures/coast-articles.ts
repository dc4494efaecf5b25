import { promptTexts } from '../../test/support/providers/message-text.ts'
import type { ReceivedRequest } from '../../test/support/providers/received-request.ts'
import { type AnswerReply, answer } from '../../test/support/providers/reply.ts'

interface Point {
  readonly text: string
  readonly quote: string
}

interface Article {
  readonly path: string
  readonly title: string
  readonly author: string
  readonly paragraphs: readonly string[]
  /** What the model makes of it. */
  readonly summary: string
  readonly points: readonly Point[]
  readonly claims: readonly Point[]
}

const saving = 'The port saves about four million euros a year since it stopped dredging.'
const stayed = 'No shipping line has left Nordby because of the wait.'

/** What the pictures' runs read: an article, and two that were read before it. */
const articles: readonly Article[] = [
  {
    path: '/harbour',
    title: 'The harbour that stopped dredging',
    author: 'A. Holm',
    paragraphs: [
      'The harbour of Nordby gave up dredging in spring 2019 and moved its quay so that the ebb keeps the channel open.',
      saving,
      'Seven soundings in seven years, and not once less than eight metres.',
      'Ships of more than nine metres draught now wait for high water, which takes them four hours on average.',
      'What we do not spend on mud, we spend on stone, says the harbour master: the new breakwater is paid for within six years.',
      stayed,
      ...Array.from(
        { length: 24 },
        (_, index) =>
          `In the ${['first', 'second', 'third', 'fourth'][index % 4]} winter the crews of ${index + 3} boats counted the tides, wrote the depth of the channel into a book that everybody in the harbour may read, and compared it with what the chart said about the sand beyond the pier.`,
      ),
    ],
    summary:
      'The harbour of Nordby gave up dredging in 2019 and moved its quay so that the ebb keeps the channel open. It saves about €4 million a year. Ships of more than nine metres draught wait for high water.',
    points: [
      {
        text: 'The channel has kept its depth for seven years without a dredger.',
        quote: 'Seven soundings in seven years, and not once less than eight metres.',
      },
      {
        text: 'What is saved pays for the new breakwater within six years.',
        quote: 'the new breakwater is paid for within six years',
      },
      {
        text: 'The price is time: large ships wait four hours on average.',
        quote: 'Ships of more than nine metres draught now wait for high water',
      },
    ],
    claims: [
      { text: saving, quote: saving },
      { text: stayed, quote: stayed },
    ],
  },
  {
    path: '/annual-report',
    title: 'Annual report of the port of Nordby',
    author: 'Port of Nordby',
    paragraphs: [
      'Since it stopped dredging the port of Nordby saves about four million euros a year, the board reports.',
      'The savings of the port go into a new breakwater, which will shelter the fishing boats in winter.',
    ],
    summary: 'The port of Nordby reports what it saves without dredging.',
    points: [],
    claims: [],
  },
  {
    path: '/lines',
    title: 'Two shipping lines leave Nordby',
    author: 'J. Berg',
    paragraphs: [
      'Two shipping lines have left Nordby because of the wait for high water, their owners say.',
      'A shipping line that left in March now calls at Westmere, where no ship has to wait for the tide.',
    ],
    summary: 'Two shipping lines have left Nordby for want of deep water.',
    points: [],
    claims: [],
  },
]

export function articleHtml(path: string): string | undefined {
  const article = articles.find((known) => known.path === path)
  if (!article) return undefined
  const { title, author, paragraphs } = article
  return `<html lang="en"><head><title>${title}</title><meta name="author" content="${author}">
    <meta property="article:published_time" content="2026-11-03"></head>
    <body><article><h1>${title}</h1>${paragraphs.map((paragraph) => `<p>${paragraph}</p>`).join('')}</article></body></html>`
}

/** A model that has read the articles: answers an analysis of one, and judges claims by which article a passage is of. */
export function modelAnswer({ body }: ReceivedRequest): AnswerReply | undefined {
  const { userText } = promptTexts(undefined, body['messages'])
  if (userText.startsWith('Claim 1'))
    return answer({ text: JSON.stringify({ judgements: judged(userText) }) })
  const article = articles.find(({ title }) => userText.includes(title))
  if (!article) return undefined
  return answer({
    usage: { input: 6_200, output: 1_700 },
    text: JSON.stringify({
      title: article.title,
      summary: article.summary,
      key_points: article.points,
      entities: [{ name: 'Nordby', kind: 'place' }],
      topics: ['harbours', 'tides', 'coastal engineering'],
      tone: 'positive',
      claims: article.claims,
    }),
  })
}

function judged(userText: string) {
  return userText
    .split(/^Claim /m)
    .slice(1)
    .flatMap((part, claim) =>
      part
        .split(/^Passage /m)
        .slice(1)
        .map((passage, index) => ({
          claim: claim + 1,
          passage: index + 1,
          stance: stanceOf(claim, passage),
        })),
    )
}

function stanceOf(claim: number, passage: string) {
  if (claim === 0) return passage.includes('Annual report') ? 'for' : 'unrelated'
  return passage.includes('Two shipping lines') ? 'against' : 'unrelated'
}
