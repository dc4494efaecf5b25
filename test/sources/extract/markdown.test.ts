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

  it('takes a rule at its start that opens no front matter for no text', async () => {
    expect((await extract('---\n\nText')).text).toBe('Text')
  })

  it.each([
    ['line ends of no meaning', 'One `long\nname` and\n  two.\\\nThree', 'One `long name` and two.\nThree'],
    ['images', '![Plan of the harbour](plan.png) The plan is old.', 'The plan is old.'],
    ['linked badges', '[![build](b.svg)](https://ci.example)\n\nIt works.', 'It works.'],
    ['HTML images', '<img src="a.png" alt="A long text\nin two lines">\n\nIt works.', 'It works.'],
    ['tags in a line', 'Press <kbd>Ctrl</kbd> now.<br>Or <b>later</b>.', 'Press Ctrl now.\nOr later.'],
    ['comments', '<!-- not shown -->\n\nShown.', 'Shown.'],
    [
      'addresses of links',
      'See [the **report**](https://example.org/a "Title") and [this][1].\n\n[1]: https://b.example',
      'See the report and this.',
    ],
    ['emphasis', 'It is *not* **so** ~~bad~~ __at all__.', 'It is not so bad at all.'],
    ['characters by name', 'Fish &amp; chips &mdash; 5 &#60; 6 &unknown;', 'Fish & chips — 5 < 6 &unknown;'],
    ['escapes', '1\\. is \\*no\\* list', '1. is *no* list'],
    ['footnotes', 'It grew.[^1] Then it fell.\n\n[^1]: By a third.', 'It grew. Then it fell.\n\nBy a third.'],
    ['quotations', '> [!NOTE]\n> It is *closed*.\n\nText', 'It is closed.\n\nText'],
    ['rules', 'One.\n\n---\n\nTwo.', 'One.\n\nTwo.'],
    [
      'folded parts',
      '<details><summary>More</summary>\n\nHidden **text**.\n\n</details>',
      'More\n\nHidden text.',
    ],
  ])('is read without %s', async (_, source, text) => {
    expect((await extract(source)).text).toBe(text)
  })

  it.each([
    ['headings', 'Plan\n====\n\n### Costs ###', '# Plan\n\n### Costs'],
    ['HTML headings', '<h1 align="center"><b>Plan</b></h1>', '# Plan'],
    ['lists', '* One\n* [ ] Two\n  1. Three\n  2. Four', '- One\n- Two\n1. Three\n2. Four'],
    [
      'tables',
      '| Depth | At most |\n| :-- | --: |\n| `quick` | **$0.50** |',
      '| Depth | At most |\n| `quick` | $0.50 |',
    ],
    ['code', 'Run `npm ci`:\n\n```sh\nnpm ci   # all\n```', 'Run `npm ci`:\n\n```\nnpm ci   # all\n```'],
    ['code with fences in it', '~~~\n```\na\n```\n~~~', '~~~\n```\na\n```\n~~~'],
  ])('keeps the marks of %s, which tell them from prose', async (_, source, text) => {
    expect((await extract(source)).text).toBe(text)
  })

  it('that is nested thousands deep is refused as too complex', async () => {
    await expect(extract(`${'> '.repeat(20_000)}a`)).rejects.toMatchObject({ reason: 'too_complex' })
  })

  it('with front matter only is empty', async () => {
    await expect(extract('---\ntitle: x\n---\n')).rejects.toMatchObject({ reason: 'empty' })
  })
})
