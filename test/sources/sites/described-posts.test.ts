import { describe, expect, it } from 'vitest'
import { readFromWeb } from '../../support/sources/read-from-web.ts'

const words = 'The bridge opens again on Friday, and lorries have to wait until May, says the harbour office.'
const described = (title: string) =>
  `<html lang="en"><head><title>x</title><meta property="og:title" content="${title}"><meta property="og:description" content="${words}"></head><body><div id="root"></div></body></html>`
const article = {
  '@context': 'http://schema.org',
  '@type': 'SocialMediaPosting',
  articleBody: `${words} More follows.`,
  datePublished: '2026-03-02T09:00:00.000Z',
  author: { '@type': 'Person', name: 'Ada Mason' },
}
const shell =
  '<html><head><title>Log in</title></head><body><form><input type="password"></form></body></html>'
const threads = 'https://www.threads.net/@harbour/post/C4abcDEfgh1'
const linkedin =
  'https://www.linkedin.com/posts/ada-mason_bridges-activity-7170000000000000001-aBcD?utm_source=share'
const facebook = 'https://m.facebook.com/harbour.office/posts/pfbid02abc'

describe('a post that its site shows to those who have signed in', () => {
  it.each([
    [
      'Threads',
      threads,
      { 'www.threads.com/@harbour/post/C4abcDEfgh1': described('Harbour Office (@harbour) on Threads') },
      'Harbour Office',
    ],
    [
      'LinkedIn',
      linkedin,
      { 'www.linkedin.com/posts/*': described('Ada Mason on LinkedIn: #bridges') },
      'Ada Mason',
    ],
    [
      'Facebook',
      facebook,
      { 'www.facebook.com/harbour.office/posts/*': described('Harbour Office - The bridge opens') },
      'Harbour Office',
    ],
  ])('of %s is read by its own description, marked', async (siteName, link, answers, author) => {
    const { source } = await readFromWeb(link, answers)
    expect(source).toMatchObject({
      type: 'post',
      siteName,
      author,
      text: words,
      withheld: { by: 'sign_in', shown: 'description' },
    })
  })

  it('is read whole where its data for search engines have it', async () => {
    const page = described('Ada Mason on LinkedIn: #bridges').replace(
      '</head>',
      `<script type="application/ld+json">${JSON.stringify(article)}</script></head>`,
    )
    const { source } = await readFromWeb(linkedin, { 'www.linkedin.com/posts/*': page })
    expect(source).toMatchObject({
      text: `${words} More follows.`,
      publishedAt: article.datePublished,
      author: 'Ada Mason',
    })
    expect(source).not.toHaveProperty('withheld')
  })

  it.each([
    [
      'LinkedIn',
      linkedin,
      {
        'www.linkedin.com/embed/feed/update/urn:li:activity:7170000000000000001': `<html><body><p class="attributed-text-segment-list__content">${words}</p></body></html>`,
      },
    ],
    [
      'LinkedIn',
      'https://www.linkedin.com/feed/update/urn:li:activity:7170000000000000001/',
      {
        'www.linkedin.com/embed/feed/update/urn:li:activity:7170000000000000001': `<html><body><p class="attributed-text-segment-list__content">${words}</p></body></html>`,
      },
    ],
    [
      'Facebook',
      facebook,
      {
        'www.facebook.com/plugins/post.php?*': `<html><body><a class="profileLink">Harbour Office</a><abbr data-utime="1772442000">x</abbr><div class="userContent"><p>${words}</p></div></body></html>`,
      },
    ],
    [
      'Threads',
      threads,
      {
        'www.threads.com/@harbour/post/C4abcDEfgh1': shell,
        'www.threads.com/@harbour/post/C4abcDEfgh1/embed': described('Harbour Office on Threads'),
      },
    ],
  ])('of %s is read from its embed (%s)', async (_site, link, answers) => {
    const { source } = await readFromWeb(link, answers)
    expect(source).toMatchObject({ text: words })
  })

  it.each([
    ['Threads', threads, 'www.threads.com/*'],
    ['Facebook', facebook, 'www.facebook.com/*'],
  ])('of %s is refused where the site says nothing of it', async (_site, link, pattern) => {
    expect((await readFromWeb(link, { [pattern]: shell })).error).toMatchObject({ reason: 'sign_in_page' })
  })

  it('of LinkedIn is refused as the site turns programs away', async () => {
    const { error } = await readFromWeb(linkedin, { 'www.linkedin.com/*': { status: 999 } })
    expect(error).toMatchObject({ reason: 'refuses_programs' })
  })
})
