import { z } from 'zod'
import { markdownToText } from '../extract/markdown-text.ts'
import type { Source } from '../source.ts'
import { htmlTextIn, jsonIn } from './answers.ts'
import { mostContributions } from './contributions.ts'
import { postSource } from './post-source.ts'
import type { Answer } from './site.ts'
import { type Asked, type Attempt, all, pageOf, type WrittenSite } from './written-site.ts'

const siteName = 'GitHub'
const api = 'https://api.github.com'
/** The first part of addresses that are no person's or organisation's. */
const reserved =
  /^(?:about|apps|blog|collections|contact|customer-stories|enterprise|events|explore|features|issues|login|marketplace|new|notifications|orgs|pricing|pulls|readme|search|security|settings|signup|site|solutions|sponsors|team|topics|trending|users)$/i

/** A repository by its README, an issue, pull request or release by its text and what is said to it, a gist, a file. */
export const github: WrittenSite = {
  name: siteName,
  attempts(url) {
    const path = url.pathname.replace(/\/$/, '')
    const host = url.hostname.replace(/^www\./, '')
    if (host === 'gist.github.com') return gist(path)
    if (host !== 'github.com') return undefined
    const [, owner = '', name = '', kind, rest = ''] =
      /^\/([\w.-]+)\/([\w.-]+?)(?:\.git)?(?:\/([\w-]+)(?:\/(.+))?)?$/.exec(path) ?? []
    if (owner === '' || reserved.test(owner)) return undefined
    return attemptsFor({ url, owner, name, kind, rest })
  },
}

interface Place {
  readonly url: URL
  readonly owner: string
  readonly name: string
  readonly kind: string | undefined
  readonly rest: string
}

function attemptsFor({ url, owner, name, kind, rest }: Place): readonly Attempt[] | undefined {
  const repository = `${api}/repos/${owner}/${name}`
  const raw = `https://raw.githubusercontent.com/${owner}/${name}`
  const page = pageOf(url, { siteName })
  const [number = ''] = /^\d+(?=$|\/)/.exec(rest) ?? []
  switch (kind) {
    case undefined:
      return [
        { by: 'api', gather: gatherRepository(repository), read: readRepository },
        { by: 'readme', gather: all(`${raw}/HEAD/README.md`), known: { siteName, author: owner } },
        page,
      ]
    case 'issues':
    case 'pull': {
      if (number === '') return undefined
      const issue = `${repository}/issues/${number}`
      const comments = `${issue}/comments?per_page=${mostContributions}`
      // Of pull requests, what was said to single lines of the change.
      const lines =
        kind === 'pull' ? [`${repository}/pulls/${number}/comments?per_page=${mostContributions}`] : []
      return [{ by: 'api', gather: all(issue, comments, ...lines), read: readIssue }, page]
    }
    case 'releases': {
      const [, tag] = /^tag\/(.+)$/.exec(rest) ?? []
      if (!tag && rest !== 'latest') return undefined
      const release = `${repository}/releases/${tag ? `tags/${tag}` : 'latest'}`
      return [{ by: 'api', gather: all(release), read: readRelease(name) }, page]
    }
    case 'blob':
    case 'raw':
      return [{ by: 'file', gather: all(`${raw}/${rest}`), known: { siteName } }, page]
    default:
      return undefined
  }
}

function gist(path: string): readonly Attempt[] | undefined {
  const [, id] = /^\/(?:[\w-]+\/)?([0-9a-f]{20,40})(?:\/[\w.-]*)*$/i.exec(path) ?? []
  if (!id) return undefined
  const comments = `${api}/gists/${id}/comments?per_page=${mostContributions}`
  return [
    { by: 'api', gather: all(`${api}/gists/${id}`, comments), read: readGist },
    pageOf(`https://gist.github.com${path}`, { siteName }),
  ]
}

function gatherRepository(repository: string): Attempt['gather'] {
  return async (get) => {
    const readme = get(`${repository}/readme`, { accept: 'application/vnd.github.raw+json' })
    const [told, text] = await Promise.allSettled([get(repository), readme])
    if (told.status === 'rejected') throw told.reason
    return text.status === 'fulfilled' ? [told.value, text.value] : [told.value]
  }
}

const repositoryForm = z.object({
  full_name: z.string(),
  description: z.string().nullish(),
  homepage: z.string().nullish(),
  language: z.string().nullish(),
  stargazers_count: z.number().nullish(),
  pushed_at: z.string().nullish(),
  license: z.object({ name: z.string() }).nullish(),
  topics: z.array(z.string()).nullish(),
  owner: z.object({ login: z.string() }).nullish(),
})

function readRepository([first, readme]: readonly Answer[], asked: Asked): Source {
  const told = jsonIn(first, repositoryForm)
  const facts = [
    told.language,
    told.license?.name,
    typeof told.stargazers_count === 'number' ? `★ ${told.stargazers_count}` : undefined,
    told.topics?.join(', '),
    told.homepage,
  ]
  return postSource(asked, {
    siteName,
    type: 'document',
    title: [told.full_name, told.description].filter(Boolean).join(': '),
    author: told.owner?.login,
    publishedAt: told.pushed_at,
    text: [told.description, facts.filter(Boolean).join(' · '), readme && markdownToText(readmeIn(readme))]
      .filter(Boolean)
      .join('\n\n'),
  })
}

/** Where the server does not care how it is asked for, it comes packed in JSON. */
function readmeIn(answer: Answer): string {
  if (answer.mediaType !== 'application/json') return htmlTextIn(answer)
  const { content } = jsonIn(answer, z.object({ content: z.string(), encoding: z.literal('base64') }))
  return Buffer.from(content, 'base64').toString('utf8')
}

const person = z.object({ login: z.string() }).nullish()
const reactions = z.object({ '+1': z.number().nullish(), '-1': z.number().nullish() }).nullish()
const commentsForm = z.array(z.object({ user: person, body: z.string().nullish(), reactions }))
const issueForm = z.object({
  title: z.string(),
  number: z.number(),
  state: z.string(),
  state_reason: z.string().nullish(),
  user: person,
  body: z.string().nullish(),
  created_at: z.string().nullish(),
  labels: z.array(z.union([z.string(), z.object({ name: z.string().nullish() })])).nullish(),
  comments: z.number().nullish(),
  pull_request: z.object({ merged_at: z.string().nullish() }).nullish(),
})

function readIssue([first, second, third]: readonly Answer[], asked: Asked): Source {
  const issue = jsonIn(first, issueForm)
  const labels = (issue.labels ?? []).map((label) => (typeof label === 'string' ? label : label.name))
  const state = issue.pull_request?.merged_at ? 'merged' : (issue.state_reason ?? issue.state)
  return postSource(asked, {
    siteName,
    type: 'discussion',
    title: issue.title,
    author: issue.user?.login,
    publishedAt: issue.created_at,
    text: [
      [`#${issue.number}`, state, ...labels].filter(Boolean).join(' · '),
      markdownToText(issue.body ?? ''),
    ].join('\n\n'),
    contributions: [...commentsIn(second), ...(third ? commentsIn(third) : [])],
    total: issue.comments,
  })
}

function commentsIn(answer: Answer | undefined) {
  return jsonIn(answer, commentsForm).map(({ user, body, reactions }) => {
    const points = (reactions?.['+1'] ?? 0) - (reactions?.['-1'] ?? 0)
    return {
      author: user?.login,
      text: markdownToText(body ?? ''),
      points: points === 0 ? undefined : points,
    }
  })
}

const releaseForm = z.object({
  name: z.string().nullish(),
  tag_name: z.string(),
  body: z.string().nullish(),
  author: person,
  published_at: z.string().nullish(),
})

function readRelease(repository: string) {
  return ([answer]: readonly Answer[], asked: Asked): Source => {
    const { name, tag_name, body, author, published_at } = jsonIn(answer, releaseForm)
    return postSource(asked, {
      siteName,
      type: 'document',
      title: `${repository} ${name || tag_name}`,
      author: author?.login,
      publishedAt: published_at,
      text: markdownToText(body ?? ''),
    })
  }
}

const gistForm = z.object({
  description: z.string().nullish(),
  owner: person,
  created_at: z.string().nullish(),
  files: z.record(
    z.string(),
    z.object({ filename: z.string(), language: z.string().nullish(), content: z.string().nullish() }),
  ),
})
const prose = new Set(['Markdown', 'Text'])

function readGist([first, second]: readonly Answer[], asked: Asked): Source {
  const { description, owner, created_at, files } = jsonIn(first, gistForm)
  const texts = Object.values(files).map(({ filename, language, content }) => {
    const written = content ?? ''
    const text = prose.has(language ?? 'Text') ? markdownToText(written) : `\`\`\`\n${written}\n\`\`\``
    return `## ${filename}\n\n${text}`
  })
  return postSource(asked, {
    siteName,
    type: 'document',
    title: description || Object.keys(files)[0],
    author: owner?.login,
    publishedAt: created_at,
    text: [description, ...texts].filter(Boolean).join('\n\n'),
    contributions: commentsIn(second),
  })
}
