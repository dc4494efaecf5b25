import { mostContributions } from '../contributions.ts'
import { type Attempt, all, pageOf, type WrittenSite, wrongWithFile } from '../written-site.ts'
import {
  readCommit,
  readGist,
  readIssue,
  readRelease,
  readReleases,
  readRepository,
} from './github-answers.ts'

const siteName = 'GitHub'
const api = 'https://api.github.com'
const mostReleases = 10
/** The first part of addresses that are no person's or organisation's. */
const reserved =
  /^(?:about|advisories|apps|blog|collections|contact|customer-stories|enterprise|events|explore|features|issues|login|marketplace|new|notifications|orgs|pricing|pulls|readme|search|security|settings|signup|site|solutions|sponsors|team|topics|trending|users)$/i

/** A repository by its README, an issue, pull request or release by its text and what is said to it, a gist, a file, a commit, a page of a wiki. */
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
      if (rest === '') {
        const latest = `${repository}/releases?per_page=${mostReleases}`
        return [{ by: 'api', gather: all(latest), read: readReleases(name) }, page]
      }
      if (!tag && rest !== 'latest') return undefined
      const release = `${repository}/releases/${tag ? `tags/${tag}` : 'latest'}`
      return [{ by: 'api', gather: all(release), read: readRelease(name) }, page]
    }
    case 'blob':
    case 'raw':
      return [{ by: 'file', gather: all(`${raw}/${rest}`), known: { siteName }, final: wrongWithFile }, page]
    case 'tree':
      return [{ by: 'readme', gather: all(`${raw}/${rest}/README.md`), known: { siteName } }, page]
    case 'commit':
      return [
        { by: 'api', gather: all(`${repository}/commits/${rest.split('/')[0]}`), read: readCommit },
        page,
      ]
    case 'wiki': {
      const file = `https://raw.githubusercontent.com/wiki/${owner}/${name}/${rest || 'Home'}.md`
      return [{ by: 'file', gather: all(file), known: { siteName } }, page]
    }
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
