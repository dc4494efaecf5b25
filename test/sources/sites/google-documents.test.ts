import { describe, expect, it } from 'vitest'
import { readFromWeb } from '../../support/sources/read-from-web.ts'
import { writeTinyPdf } from '../tiny-pdf.ts'

const id = '1AbCdEfGhIjKlMnOpQrStUvWxYz0123456789abcd'
const document = `docs.google.com/document/d/${id}`
const signIn =
  '<html><head><title>Sign in - Google Accounts</title></head><body><form>Email</form></body></html>'
const closed = { status: 302, location: 'https://accounts.google.com/v3/signin/identifier?continue=x' }

describe('a document of Google', () => {
  it.each([
    `https://docs.google.com/document/d/${id}/edit?usp=sharing#heading=h.1`,
    `https://docs.google.com/document/u/1/d/${id}/view`,
    `https://docs.google.com/document/d/${id}`,
  ])('%s is read as it may be saved', async (link) => {
    const { source, requests } = await readFromWeb(link, {
      [`${document}/export?format=md`]: {
        status: 307,
        location: 'https://doc-0s-docs.googleusercontent.com/export/x?format=md',
      },
      'doc-0s-docs.googleusercontent.com/*': {
        body: '# Notes of March\n\nThe arch *holds*.',
        type: 'text/x-markdown',
        fileName: 'Bridge meeting.md',
      },
    })
    expect(source).toMatchObject({ type: 'markdown', siteName: 'Google Docs', title: 'Bridge meeting' })
    expect(source?.text).toBe('# Notes of March\n\nThe arch holds.')
    expect(requests).toHaveLength(2)
  })

  it.each([
    [
      'document',
      [
        `${document}/export?format=txt`,
        { body: 'The arch holds.', type: 'text/plain', fileName: 'Bridge.txt' },
      ],
      'The arch holds.',
    ],
    [
      'spreadsheets',
      [
        `docs.google.com/spreadsheets/d/${id}/export?format=csv&gid=7`,
        { body: 'arch,mm\nsecond,3\n', type: 'text/csv', fileName: 'Bridge.csv' },
      ],
      'arch,mm\nsecond,3',
    ],
    [
      'presentation',
      [
        `docs.google.com/presentation/d/${id}/export/pdf`,
        {
          body: writeTinyPdf([[{ text: 'The arch holds.' }]]),
          type: 'application/pdf',
          fileName: 'Bridge.pdf',
        },
      ],
      'The arch holds.',
    ],
  ] as const)(
    'of the kind %s is read in the next form where the first fails',
    async (kind, [address, answer], text) => {
      const { source } = await readFromWeb(`https://docs.google.com/${kind}/d/${id}/edit#gid=7`, {
        'docs.google.com/*': { status: 500 },
        [address]: answer,
      })
      expect(source).toMatchObject({ title: 'Bridge', text })
    },
  )

  it('is read from its page where nobody may save it', async () => {
    const page = `<html><body><div>${'<p>The second arch holds, says the report that was read in the council in March.</p>'.repeat(6)}</div></body></html>`
    const { source } = await readFromWeb(`https://docs.google.com/document/d/${id}/edit`, {
      [`${document}/export*`]: { status: 403 },
      [`${document}/mobilebasic`]: page,
    })
    expect(source?.text).toContain('The second arch holds')
  })

  it('in Drive is read as the file that it is', async () => {
    const { source } = await readFromWeb(`https://drive.google.com/file/d/${id}/view?usp=drive_link`, {
      'drive.usercontent.google.com/download*': {
        body: writeTinyPdf([[{ text: 'The arch holds.' }]]),
        type: 'application/octet-stream',
        fileName: 'report.pdf',
      },
    })
    expect(source).toMatchObject({ type: 'pdf', siteName: 'Google Drive', title: 'report' })
  })

  it.each([
    [
      'that asks to sign in',
      { [`${document}/export?format=md`]: closed, 'accounts.google.com/*': signIn },
      'not_shared',
    ],
    ['that is refused', { [`${document}/*`]: { status: 401 } }, 'not_shared'],
    ['that is gone', { [`${document}/*`]: { status: 404 } }, 'page_not_found'],
  ])('%s is told so', async (_what, answers, reason) => {
    const { error } = await readFromWeb(`https://docs.google.com/document/d/${id}/edit`, answers)
    expect(error).toMatchObject({ reason })
  })

  it('in Drive that is not shared is told so, and its page is not read', async () => {
    const { error } = await readFromWeb(`https://drive.google.com/open?id=${id}`, {
      'drive.usercontent.google.com/*': signIn,
      'drive.google.com/*': signIn,
    })
    expect(error).toMatchObject({ reason: 'not_shared' })
  })
})
