import { describe, expect, it } from 'vitest'
import { findClosedPort } from '../../sources/loopback-server.ts'
import { article, openCli } from './run-cli.ts'

describe('a run without any key', () => {
  it('prints one JSON object with the fields that programs rely on, and nothing else on standard output', async () => {
    const cli = openCli()
    const path = cli.file('harbour.md', article)

    const { code, stdout } = await cli.run('run', path, '--json')

    const result = JSON.parse(stdout)
    expect(code).toBe(0)
    expect(stdout.trimEnd().split('\n')).toHaveLength(1)
    expect(Object.keys(result)).toEqual([
      'workflow',
      'status',
      'depth',
      'source',
      'brief',
      'tasks',
      'cost',
      'limits',
      'notes',
      'cautions',
      'local',
    ])
    expect(result).toMatchObject({ status: 'completed', depth: 'standard' })
    expect(result.workflow).toMatch(/^wf_[0-9a-f]{32}$/)
    expect(result.source).toEqual({
      url: `file://${path}`,
      title: 'The harbour in numbers',
      type: 'markdown',
      language: 'en',
    })
    expect(result.limits).toEqual({
      total: 1.5,
      per_task: { acquisition: 0.05, transcription: 0.3, analysis: 0.75, verification: 0.4 },
    })
    expect(result.tasks.map((task: { name: string }) => task.name)).toEqual([
      'acquisition',
      'transcription',
      'analysis',
      'verification',
    ])
    expect(result.tasks[2]).toEqual({ name: 'analysis', status: 'completed', cost: 0, calls: 1 })
    expect(Object.keys(result.cost)).toEqual([
      'total_cost',
      'currency',
      'api_calls',
      'free_requests',
      'node_costs',
      'prompt_tokens',
      'completion_tokens',
      'total_tokens',
    ])
    expect(result.cost).toMatchObject({ total_cost: 0, currency: 'USD', api_calls: 0, free_requests: 0 })
    expect(result.local).toEqual({
      calls: expect.any(Number),
      prompt_tokens: expect.any(Number),
      completion_tokens: expect.any(Number),
    })
    expect(result.local.prompt_tokens).toBeGreaterThan(100)
  })

  it('gives key points and claims whose quotes stand in the source', async () => {
    const cli = openCli()

    const { stdout } = await cli.run(cli.file('harbour.md', article), '--json')

    const { brief } = JSON.parse(stdout)
    const words = article.replace(/\s+/g, ' ')
    const quotes = [...brief.key_points, ...brief.claims].map(({ quote }) => quote.replace(/\s+/g, ' '))
    expect(quotes.length).toBeGreaterThan(4)
    expect(quotes.filter((quote) => !words.includes(quote))).toEqual([])
    expect(Object.keys(brief.claims[0])).toEqual(['text', 'quote', 'verdict', 'confidence', 'evidence'])
    expect(brief.summary.length).toBeGreaterThan(20)
    expect(brief.entities.map(({ name }: { name: string }) => name)).toContain('Lisbon')
  })

  it('prints the brief and the bill as text, and progress on standard error', async () => {
    const cli = openCli()

    const { code, stdout, stderr } = await cli.run(cli.file('harbour.md', article))

    expect(code).toBe(0)
    expect(stdout).toMatch(/^The harbour in numbers\n─+\n/)
    expect(stdout).toMatch(/\nBill of wf_[0-9a-f]{32}\n/)
    expect(stdout).toContain('local model; limit $1.50')
    expect(Math.max(...stdout.split('\n').map((line) => line.length))).toBeLessThanOrEqual(100)
    expect(stderr).toMatch(/^wf_[0-9a-f]{32}: standard\nacquisition: completed, \$0\.0000\n/)
    expect(`${stdout}${stderr}`).not.toContain('\u001b')
  })

  it('reads standard input for -', async () => {
    const { code, stdout } = await openCli().pipe(article, '-', '--json')

    expect(code).toBe(0)
    expect(JSON.parse(stdout).brief.title).toContain('harbour')
  })

  it('takes the standard depth for one that does not exist, and says so', async () => {
    const cli = openCli()

    const { code, stdout, stderr } = await cli.run(
      cli.file('harbour.md', article),
      '--depth',
      'profound',
      '--json',
    )

    expect(code).toBe(0)
    expect(stderr).toContain('There is no depth "profound": standard is taken.')
    expect(JSON.parse(stdout)).toMatchObject({ depth: 'standard', limits: { total: 1.5 } })
  })

  it('lowers the limit of the depth with --max-cost and never raises it', async () => {
    const cli = openCli()
    const path = cli.file('harbour.md', article)
    const totalWith = async (amount: string) =>
      JSON.parse((await cli.run(path, '-d', 'quick', '--max-cost', amount, '--json')).stdout).limits.total

    expect(await totalWith('0.20')).toBe(0.2)
    expect(await totalWith('$9')).toBe(0.5)
  })

  it('fails with exit code 1 for a source that is not there, and leaves standard output empty', async () => {
    const cli = openCli()

    const { code, stdout, stderr } = await cli.run('missing')

    expect(code).toBe(1)
    expect(stdout).toBe('')
    expect(stderr).toContain('There is no such file.\n  Check the path.\n  missing: not_found: ENOENT\n')
    expect(stderr).toContain('If missing was meant as a command')
  })

  it.each([
    ['https://anna:geheim@example.com/', 'a user name or a password'],
    [[1, 2, 3, 4, 5, 6].map((page) => `https://example.com/${page}`).join(' '), 'more than the 5 sources'],
    ['ftp://example.com/a', 'I read links of the web only'],
  ])('refuses %s with exit code 2, without repeating or keeping it', async (source, reason) => {
    const cli = openCli()

    const { code, stdout, stderr } = await cli.run(source)

    expect([code, stdout]).toEqual([2, ''])
    expect(stderr).toContain(reason)
    expect(stderr).not.toContain('geheim')
    expect((await cli.run('workflows', '--json')).stdout).not.toContain('example.com')
  })

  it('tells what it has gone on without, and why', async () => {
    const port = await findClosedPort()
    const cli = openCli({ SEARCH_URL: `http://127.0.0.1:${port}/w/api.php` })

    const { code, stdout, stderr } = await cli.run(cli.file('harbour.md', article))

    expect(code).toBe(0)
    expect(stdout).toContain(
      'There is no evidence from the web search: the service for it is not available right now.',
    )
    expect(stderr).toContain(`verification, gone on without: Searching 127.0.0.1:${port}: no answer`)
  })

  it('tells of a failure in JSON too', async () => {
    const { code, stdout } = await openCli().run('missing.pdf', '--json')

    expect(code).toBe(1)
    expect(JSON.parse(stdout)).toMatchObject({
      status: 'failed',
      error: {
        code: 'not_found',
        message: 'There is no such file.',
        hint: 'Check the path.',
        task: 'acquisition',
      },
      cost: { total_cost: 0 },
    })
  })

  it('shows nothing that a terminal would obey', async () => {
    const { stdout } = await openCli().pipe(
      `# \u001b[2Jtitle\u0007\n\nThe harbour \u001b]0;x\u0007of Lisbon moved 12 tonnes in 2025.`,
      '-',
    )

    expect(stdout).toContain('title')
    expect(stdout).not.toContain('\u001b')
    expect(stdout).not.toContain('\u0007')
  })
})
