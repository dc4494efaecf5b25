import { readdir, readFile, writeFile } from 'node:fs/promises'
import type { RequestListener } from 'node:http'
import { join } from 'node:path'
import { describe, expect, it, vi } from 'vitest'
import { fileShelf } from '../../src/pricing/price-shelf.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'
import { bundled, inputOf, opened, published, serve, serving } from './published-prices.ts'

describe('a good download', () => {
  const raised = published('openai:gpt-4', { input_mtok: 33, output_mtok: 60 })

  it('replaces the prices and hands the changes to the audit', async () => {
    const audit = vi.fn()
    const open = await opened(await serving(raised), {}, { onChange: audit })
    const changes = [{ model: 'openai:gpt-4', field: 'input', before: '30', after: '33' }]
    expect(inputOf(open)).toBe('30')
    expect(await open.refresh()).toEqual({ changes, problems: [] })
    expect(audit.mock.calls).toEqual([[changes]])
    expect(inputOf(open)).toBe('33')
    expect(open.ageMs()).toBe(0)
  })

  it('without a change tells the audit nothing', async () => {
    const audit = vi.fn()
    const open = await opened(await serving(bundled), {}, { onChange: audit })
    const { version } = open
    expect(await open.refresh()).toEqual({ changes: [], problems: [] })
    expect(audit).not.toHaveBeenCalled()
    expect(open.version).toBe(version)
  })

  it('is kept for the next start', async () => {
    const storedFile = join(temporaryFolder(), 'deep', 'prices.json')
    await (await opened(await serving(raised), { shelf: fileShelf(storedFile) })).refresh()
    const restarted = await opened('http://127.0.0.1:1/', { shelf: fileShelf(storedFile) })
    expect(inputOf(restarted)).toBe('33')
    expect(restarted.ageMs()).toBe(0)
    expect(await readdir(join(storedFile, '..'))).toEqual(['prices.json'])
  })

  it('holds though it cannot be kept', async () => {
    const blocked = join(temporaryFolder(), 'file')
    await writeFile(blocked, '')
    const open = await opened(await serving(raised), { shelf: fileShelf(join(blocked, 'prices.json')) })
    expect(await open.refresh()).toMatchObject({ changes: [{}], problems: [{ kind: 'not-stored' }] })
    expect(inputOf(open)).toBe('33')
  })

  it('understands constraints as they are published', async () => {
    const dated = [
      { prices: { input_mtok: 30, output_mtok: 60 } },
      { constraint: { start_date: '2026-10-01' }, prices: { input_mtok: 31 } },
    ]
    const body = published('openai:gpt-4', dated as unknown as Record<string, unknown>)
    const open = await opened(await serving(body))
    await open.refresh()
    expect(inputOf(open)).toBe('31')
  })

  it('may be as long as twenty million bytes', async () => {
    const bytes = Buffer.alloc(20_000_000, ' ')
    bytes.write(JSON.stringify(raised))
    const open = await opened(await serve((_, response) => response.end(bytes)))
    expect(await open.refresh()).toMatchObject({ problems: [] })
    expect(inputOf(open)).toBe('33')
  })

  it('is fetched once for two who ask at the same time', async () => {
    let served = 0
    const url = await serve((_, response) => {
      served += 1
      response.end(JSON.stringify(raised))
    })
    const open = await opened(url)
    await Promise.all([open.refresh(), open.refresh()])
    expect(served).toBe(1)
  })
})

describe('a stored copy', () => {
  it.each(['', '{"downloadedAt":"2026-', '{"downloadedAt":"2026-10-30T00:00:00Z","published":[]}', 'null'])(
    'that reads %s does not keep the bundled prices from being used',
    async (text) => {
      const storedFile = join(temporaryFolder(), 'prices.json')
      await writeFile(storedFile, text)
      expect(inputOf(await opened('http://127.0.0.1:1/', { shelf: fileShelf(storedFile) }))).toBe('30')
    },
  )

  it('older than the bundled prices is not used', async () => {
    const storedFile = join(temporaryFolder(), 'prices.json')
    const stale = {
      downloadedAt: '2026-09-01T00:00:00.000Z',
      published: published('openai:gpt-4', { input_mtok: 20 }),
    }
    await writeFile(storedFile, JSON.stringify(stale))
    expect(inputOf(await opened('http://127.0.0.1:1/', { shelf: fileShelf(storedFile) }))).toBe('30')
  })
})

describe('a bad download', () => {
  it.each<[string, unknown, unknown]>([
    ['nothing', [], { kind: 'wrong-shape' }],
    ['no list', { message: 'Not Found' }, { kind: 'wrong-shape' }],
    ['half of a provider', [{ id: 'openai', models: [{ id: 'gpt-4' }] }], { kind: 'models-gone' }],
    ['one provider of many', bundled.slice(0, 1), { kind: 'models-gone' }],
  ])('with %s leaves the prices as they were and says why', async (_, body, problem) => {
    const storedFile = join(temporaryFolder(), 'prices.json')
    const audit = vi.fn()
    const open = await opened(await serving(body), { shelf: fileShelf(storedFile) }, { onChange: audit })
    const { version } = open
    expect(await open.refresh()).toMatchObject({ changes: [], problems: [problem] })
    expect(inputOf(open)).toBe('30')
    expect(open.version).toBe(version)
    expect(audit).not.toHaveBeenCalled()
    await expect(readFile(storedFile)).rejects.toMatchObject({ code: 'ENOENT' })
  })

  it.each<[string, unknown, unknown]>([
    ['a negative price', { input_mtok: -1, output_mtok: 60 }, { kind: 'unreadable' }],
    ['a price that is no number', { input_mtok: 'free' }, { kind: 'unreadable' }],
    [
      'a negative tier',
      { input_mtok: { base: 1, tiers: [{ start: 1, price: -1 }] } },
      { kind: 'unreadable' },
    ],
    ['another shape', ['30', '60'], { kind: 'unreadable' }],
    [
      'a hundredfold and more',
      { input_mtok: 3_001, output_mtok: 60 },
      { kind: 'price-jump', change: { field: 'input', before: '30', after: '3001' } },
    ],
    ['a hundredth and less', { input_mtok: 0.29, output_mtok: 60 }, { kind: 'price-jump' }],
    ['a price of zero', { input_mtok: 0, output_mtok: 60 }, { kind: 'price-jump' }],
    ['no price any more', {}, { kind: 'price-gone' }],
  ])(
    'of one model (%s) leaves that one out, names it and takes the rest, for later starts too',
    async (_, prices, leftOut) => {
      const storedFile = join(temporaryFolder(), 'prices.json')
      const audit = vi.fn()
      const raised = published('openai:gpt-4-turbo', { input_mtok: 11, output_mtok: 30 })
      const body = published('openai:gpt-4', prices as Record<string, unknown>, raised)
      const open = await opened(await serving(body), { shelf: fileShelf(storedFile) }, { onChange: audit })

      const { changes, problems } = await open.refresh()

      const model = 'openai:gpt-4'
      expect(problems).toMatchObject([
        { kind: 'models-left-out', models: [{ model, ...(leftOut as object) }] },
      ])
      expect(changes).toEqual([{ model: 'openai:gpt-4-turbo', field: 'input', before: '10', after: '11' }])
      expect(audit.mock.calls).toEqual([[changes]])
      for (const each of [open, await opened('http://127.0.0.1:1/', { shelf: fileShelf(storedFile) })])
        expect([inputOf(each), inputOf(each, 'gpt-4-turbo')]).toEqual(['30', '11'])
    },
  )

  it('of a new model that asks what nobody does leaves it out', async () => {
    const added = (input: number) =>
      bundled.map((provider) =>
        provider.id === 'openai'
          ? {
              ...provider,
              models: [
                ...provider.models,
                { id: 'gpt-new', match: { equals: 'gpt-new' }, prices: { input_mtok: input } },
              ],
            }
          : provider,
      )
    const dear = await opened(await serving(added(1_000.01)))
    const fair = await opened(await serving(added(1_000)))
    expect(await dear.refresh()).toMatchObject({
      problems: [{ models: [{ kind: 'absurd-rate', model: 'openai:gpt-new', field: 'input' }] }],
    })
    expect(dear.priceOf({ provider: 'openai', model: 'gpt-new' })).toMatchObject({ kind: 'refused' })
    expect(await fair.refresh()).toMatchObject({ problems: [] })
    expect(inputOf(fair, 'gpt-new')).toBe('1000')
  })

  it('of a whole provider keeps what that provider had', async () => {
    const body = bundled.map((provider) =>
      provider.id === 'groq' ? { id: 'groq', models: 'none' } : provider,
    )
    const open = await opened(await serving(body))
    expect(await open.refresh()).toMatchObject({
      changes: [],
      problems: [
        { kind: 'models-left-out', models: [{ kind: 'unreadable', model: 'groq', where: 'models' }] },
      ],
    })
    expect(open.priceOf({ provider: 'groq', model: 'openai/gpt-oss-120b' })).toMatchObject({ kind: 'priced' })
  })

  it('is not what a hundredfold change makes', async () => {
    const open = await opened(
      await serving(published('openai:gpt-4', { input_mtok: 3_000, output_mtok: 0.6 })),
    )
    expect(await open.refresh()).toMatchObject({ problems: [] })
    expect(inputOf(open)).toBe('3000')
  })

  it.each<[string, RequestListener, unknown]>([
    [
      'a failing server',
      (_, response) => response.writeHead(500).end('sorry'),
      { kind: 'http-status', status: 500 },
    ],
    [
      'a missing page',
      (_, response) => response.writeHead(404).end('[]'),
      { kind: 'http-status', status: 404 },
    ],
    [
      'half an answer',
      (_, response) => response.end(JSON.stringify(bundled).slice(0, 200_000)),
      { kind: 'not-json' },
    ],
    [
      'a broken connection',
      (_, response) => response.writeHead(200, { 'content-length': 9 }).write('[', () => response.destroy()),
      { kind: 'unreachable' },
    ],
    [
      'an endless answer',
      (_, response) => response.end(Buffer.alloc(20_000_001, ' ')),
      { kind: 'too-large' },
    ],
  ])('from %s leaves the prices as they were and says why', async (_, listener, problem) => {
    const open = await opened(await serve(listener))
    expect(await open.refresh()).toMatchObject({ changes: [], problems: [problem] })
    expect(inputOf(open)).toBe('30')
  })

  it('from nowhere leaves the prices as they were and says why', async () => {
    const open = await opened('http://127.0.0.1:1/')
    expect(await open.refresh()).toMatchObject({ changes: [], problems: [{ kind: 'unreachable' }] })
    expect(inputOf(open)).toBe('30')
  })

  it('is followed by a good one', async () => {
    const answers = ['[', JSON.stringify(published('openai:gpt-4', { input_mtok: 33, output_mtok: 60 }))]
    const open = await opened(await serve((_, response) => response.end(answers.shift())))
    expect(await open.refresh()).toMatchObject({ problems: [{ kind: 'not-json' }] })
    expect(await open.refresh()).toMatchObject({ problems: [] })
    expect(inputOf(open)).toBe('33')
  })
})
