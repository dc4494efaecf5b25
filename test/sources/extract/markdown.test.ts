import { describe, expect, it } from 'vitest'
import { markdown } from '../../../src/sources/extract/markdown.ts'

const extract = (text: string) =>
  markdown.extract({ location: 'notes.md', bytes: new TextEncoder().encode(text) })

describe('Markdown', () => {
  it.each([
    [
      'YAML',
      '---\r\ntitle: "On: floods"\r\nAuthor: A. Writer\r\ndate: 2026-03-04\r\nlang: en_GB\r\ntags:\r\n  - x\r\n---\r\n',
    ],
    ['TOML', "+++\ntitle = 'On: floods'\nauthor = A. Writer\ndate = 2026-03-04\nlanguage = en-gb\n+++\n"],
  ])('loses its %s front matter, which describes it', async (_kind, frontMatter) => {
    expect(await extract(`${frontMatter}\n# Heading\n\nText`)).toEqual({
      location: 'notes.md',
      type: 'markdown',
      title: 'On: floods',
      author: 'A. Writer',
      publishedAt: '2026-03-04',
      language: 'en-GB',
      text: '# Heading\n\nText',
    })
  })

  it.each([
    ['# Floods', 'Floods'],
    ['Some words.\n\n## Floods ##\n\nMore', 'Floods'],
    ['Floods\n======\n\nText', 'Floods'],
    ['#hashtag', undefined],
    ['Text\n\n---\n\nMore', undefined],
  ])('%j has the title %s', async (text, title) => {
    expect((await extract(text)).title).toBe(title)
  })

  it('keeps a rule at its start that opens no front matter', async () => {
    expect((await extract('---\n\nText')).text).toBe('---\n\nText')
  })

  it('with front matter only is empty', async () => {
    await expect(extract('---\ntitle: x\n---\n')).rejects.toMatchObject({ reason: 'empty' })
  })
})
