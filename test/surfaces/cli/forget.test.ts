import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { article, type Cli, openCli } from './run-cli.ts'

async function cliWithRun() {
  const cli = openCli()
  const source = cli.file('harbour.md', article)
  const { workflow } = JSON.parse((await cli.run(source, '-d', 'deep', '--json')).stdout)
  return { cli, workflow: String(workflow) }
}

const runsOf = async (cli: Cli) => JSON.parse((await cli.run('workflows', '--json')).stdout)
const spentOf = async (cli: Cli) => JSON.parse((await cli.run('report', '--json')).stdout).totals

describe('autointel forget', () => {
  it('says what would go, and changes nothing, where that is asked', async () => {
    const { cli, workflow } = await cliWithRun()

    const asked = await cli.run('forget', workflow, '--dry-run')

    expect(asked).toMatchObject({ code: 0, stdout: '' })
    expect(asked.stderr).toContain('1 run would be forgotten for good.')
    expect(await runsOf(cli)).toHaveLength(1)
  })

  it('leaves the bill, and no word in the file', async () => {
    const { cli, workflow } = await cliWithRun()
    const before = await spentOf(cli)

    const { code, stdout } = await cli.run('forget', workflow, '--json')

    expect([code, JSON.parse(stdout)]).toEqual([0, { runs: 1, is_overwritten: true }])
    expect(await runsOf(cli)).toEqual([])
    expect(await spentOf(cli)).toEqual(before)
    expect(JSON.parse((await cli.run('verify', '--json')).stdout)).toMatchObject({ ok: true })
    const bytes = readFileSync(join(cli.folder, 'data', 'autointel.db'), 'latin1')
    expect(['million tonnes', 'harbour.md', 'Anna Berg'].filter((word) => bytes.includes(word))).toEqual([])
  })

  it.each([
    ['a tenant', ['--tenant', 'cli'], 'Forgot 1 run. What was spent stays in the books.'],
    ['another tenant', ['--tenant', 'guild_1'], 'Forgot 0 runs. What was spent stays in the books.'],
    ['a user', ['--user', '7'], 'Forgot 0 runs. What was spent stays in the books.'],
  ])('takes everything of %s', async (_, flags, says) => {
    const { cli } = await cliWithRun()

    const { code, stdout } = await cli.run('forget', ...flags)

    expect([code, stdout.trim()]).toEqual([0, says])
  })

  it.each([
    ['nothing is named', [], 'Name what to forget'],
    ['two things are named', ['wf_1', '--user', '7'], 'Name what to forget'],
    ['there is no such run', ['wf_nobody', '--yes'], 'There is no workflow "wf_nobody"'],
  ])('is used wrongly when %s', async (_, args, says) => {
    const { code, stderr } = await openCli().run('forget', ...args)

    expect(code).toBe(2)
    expect(stderr).toContain(says)
  })
})
