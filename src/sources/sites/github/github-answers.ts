import { z } from 'zod'
import { markdownToText } from '../../extract/markdown-text.ts'
import type { Source } from '../../source.ts'
import { SourceError } from '../../source-error.ts'
import type { Answer } from '../answer.ts'
import { htmlTextIn, jsonIn } from '../answers.ts'
import { postSource } from '../post-source.ts'
import type { Asked } from '../written-site.ts'

const siteName = 'GitHub'

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

export function readRepository([first, readme]: readonly Answer[], asked: Asked): Source {
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

export function readIssue([first, second, third]: readonly Answer[], asked: Asked): Source {
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

/** @param repository its name */
export function readRelease(repository: string) {
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

export function readGist([first, second]: readonly Answer[], asked: Asked): Source {
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

/** The latest releases, the newest first. */
export function readReleases(repository: string) {
  return ([answer]: readonly Answer[], asked: Asked): Source => {
    const releases = jsonIn(answer, z.array(releaseForm))
    const [latest] = releases
    if (!latest) throw new SourceError({ reason: 'empty', values: {} }, asked.location)
    return postSource(asked, {
      siteName,
      type: 'document',
      title: `${repository} ${latest.tag_name}`,
      author: latest.author?.login,
      publishedAt: latest.published_at,
      text: releases
        .map(({ name, tag_name, published_at, body }) =>
          [`## ${name || tag_name}`, published_at?.slice(0, 10), markdownToText(body ?? '')]
            .filter(Boolean)
            .join('\n\n'),
        )
        .join('\n\n'),
    })
  }
}

const commitForm = z.object({
  sha: z.string(),
  commit: z.object({
    message: z.string(),
    author: z.object({ name: z.string().nullish(), date: z.string().nullish() }).nullish(),
  }),
  author: person,
  files: z.array(z.object({ filename: z.string(), additions: z.number(), deletions: z.number() })).nullish(),
})

/** What its author says of a change, and which files it is in. */
export function readCommit([answer]: readonly Answer[], asked: Asked): Source {
  const { sha, commit, author, files } = jsonIn(answer, commitForm)
  const changed = (files ?? []).map(
    ({ filename, additions, deletions }) => `- ${filename} (+${additions} −${deletions})`,
  )
  return postSource(asked, {
    siteName,
    type: 'document',
    title: commit.message.split('\n')[0],
    author: author?.login ?? commit.author?.name,
    publishedAt: commit.author?.date,
    text: [commit.message, [sha.slice(0, 10), ...changed].join('\n')].join('\n\n'),
  })
}
