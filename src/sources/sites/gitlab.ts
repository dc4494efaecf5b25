import { z } from 'zod'
import { markdownToText } from '../extract/markdown-text.ts'
import type { Source } from '../source.ts'
import type { Answer } from './answer.ts'
import { htmlTextIn, jsonIn } from './answers.ts'
import { mostContributions } from './contributions.ts'
import { decodedPart } from './decoded-part.ts'
import { postSource } from './post-source.ts'
import {
  type Asked,
  type Attempt,
  all,
  pageOf,
  type WrittenSite,
  withOptional,
  wrongWithFile,
} from './written-site.ts'

const siteName = 'GitLab'
/** `/-/` stands in the addresses of every server of this kind, and hardly anywhere else. */
const form = /^\/([\w.-]+(?:\/[\w.-]+)+)\/-\/(issues|work_items|merge_requests|releases|blob|raw)\/(.+)$/
/** As older links have it, on gitlab.com. */
const olderForm = /^\/([\w.-]+(?:\/[\w.-]+)+?)\/(issues|merge_requests|blob|raw)\/(.+)$/
/** A project, also by the list of its files. */
const projectAddress = /^\/((?:[\w.-]+\/)+?[\w.-]+)(?:\/-\/tree\/.*)?$/
const reserved = /^\/(?:explore|users|help|api|dashboard|groups|-|search|admin)(?:\/|$)/

/** An issue, merge request, release or file of a project, and on gitlab.com a project by its README. */
export const gitlab: WrittenSite = {
  name: siteName,
  attempts(url) {
    const path = url.pathname.replace(/\/$/, '')
    const [, project = '', kind = '', rest = ''] = form.exec(path) ?? []
    if (project !== '') return attemptsFor({ url, project, kind, rest })
    if (url.hostname !== 'gitlab.com' || reserved.test(path)) return undefined
    const [, older = '', olderKind = '', olderRest = ''] = olderForm.exec(path) ?? []
    if (older !== '') return attemptsFor({ url, project: older, kind: olderKind, rest: olderRest })
    const [, whole] = projectAddress.exec(path) ?? []
    return whole && !`${whole}/`.includes('/-/') ? projectAttempts(url, whole) : undefined
  },
}

interface Place {
  readonly url: URL
  readonly project: string
  readonly kind: string
  readonly rest: string
}

function apiOf(url: URL, project: string): string {
  return `${url.origin}/api/v4/projects/${encodeURIComponent(project)}`
}

function attemptsFor({ url, project, kind, rest }: Place): readonly Attempt[] | undefined {
  const page = pageOf(url, { siteName })
  if (kind === 'blob' || kind === 'raw') return [readAsFile(`${url.origin}/${project}/-/raw/${rest}`), page]
  if (kind === 'releases') {
    const release = `${apiOf(url, project)}/releases/${encodeURIComponent(decodedPart(rest))}`
    return [{ by: 'api', gather: withOptional(release), read: readRelease }, page]
  }
  const [number] = /^\d+/.exec(rest) ?? []
  if (!number) return undefined
  const item = `${apiOf(url, project)}/${kind === 'work_items' ? 'issues' : kind}/${number}`
  // Comments are told to those only who have signed in, on some servers.
  const notes = `${item}/notes?sort=asc&per_page=${mostContributions}`
  return [{ by: 'api', gather: withOptional(item, notes), read: readIssue }, page]
}

function readAsFile(address: string): Attempt {
  return { by: 'file', gather: all(address), known: { siteName }, final: wrongWithFile }
}

function projectAttempts(url: URL, project: string): readonly Attempt[] {
  const address = apiOf(url, project)
  return [
    { by: 'api', gather: gatherProject(address), read: readProject },
    { ...readAsFile(`${url.origin}/${project}/-/raw/HEAD/README.md`), by: 'readme' },
    pageOf(url, { siteName }),
  ]
}

/** With the README, whatever it is called. */
function gatherProject(address: string): Attempt['gather'] {
  return async (get, told) => {
    const project = await get(address)
    const readme = await told(project, 'readmeOfProject')
    const raw = readme?.replace('/-/blob/', '/-/raw/')
    const text = raw ? await get(raw).catch(() => undefined) : undefined
    return text ? [project, text] : [project]
  }
}

const person = z.object({ name: z.string().nullish(), username: z.string() }).nullish()
const projectForm = z.object({
  name_with_namespace: z.string(),
  description: z.string().nullish(),
  star_count: z.number().nullish(),
  topics: z.array(z.string()).nullish(),
  last_activity_at: z.string().nullish(),
  namespace: z.object({ name: z.string() }).nullish(),
})

function readProject([first, readme]: readonly Answer[], asked: Asked): Source {
  const told = jsonIn(first, projectForm)
  const stars = typeof told.star_count === 'number' ? `★ ${told.star_count}` : ''
  return postSource(asked, {
    siteName,
    type: 'document',
    title: told.name_with_namespace,
    author: told.namespace?.name,
    publishedAt: told.last_activity_at,
    text: [
      told.description,
      [stars, ...(told.topics ?? [])].filter(Boolean).join(' · '),
      readme && markdownToText(htmlTextIn(readme)),
    ]
      .filter(Boolean)
      .join('\n\n'),
  })
}

const issueForm = z.object({
  iid: z.number(),
  title: z.string(),
  description: z.string().nullish(),
  state: z.string(),
  labels: z.array(z.string()).nullish(),
  author: person,
  created_at: z.string().nullish(),
})
const notesForm = z.array(z.object({ body: z.string(), system: z.boolean().nullish(), author: person }))

function readIssue([first, second]: readonly Answer[], asked: Asked): Source {
  const { iid, title, description, state, labels, author, created_at } = jsonIn(first, issueForm)
  const notes = second ? jsonIn(second, notesForm) : []
  return postSource(asked, {
    siteName,
    type: 'discussion',
    title,
    author: author?.name ?? author?.username,
    publishedAt: created_at,
    text: [
      [`${/merge_requests/.test(asked.url.pathname) ? '!' : '#'}${iid}`, state, ...(labels ?? [])].join(
        ' · ',
      ),
      markdownToText(description ?? ''),
    ].join('\n\n'),
    contributions: notes
      .filter(({ system }) => !system)
      .map(({ body, author }) => ({ author: author?.name ?? author?.username, text: markdownToText(body) })),
  })
}

const releaseForm = z.object({
  name: z.string().nullish(),
  tag_name: z.string(),
  description: z.string().nullish(),
  released_at: z.string().nullish(),
  author: person,
})

function readRelease([answer]: readonly Answer[], asked: Asked): Source {
  const { name, tag_name, description, released_at, author } = jsonIn(answer, releaseForm)
  return postSource(asked, {
    siteName,
    type: 'document',
    title: name || tag_name,
    author: author?.name ?? author?.username,
    publishedAt: released_at,
    text: markdownToText(description ?? ''),
  })
}
