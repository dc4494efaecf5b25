import { once } from 'node:events'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, it, onTestFinished } from 'vitest'
import { hang } from '../../support/providers/faults.ts'
import { startOpenAiServer } from '../../support/providers/openai-server.ts'
import { article, openCli } from './run-cli.ts'

/** A command line whose run was killed while its provider was working on a call. */
async function cliWithKilledCall() {
  const provider = await startOpenAiServer()
  onTestFinished(() => provider.close())
  const cli = openCli({
    OPENAI_BASE_URL: provider.url,
    OPENAI_API_KEY: 'sk-very-secret',
    MODELS: 'openai:gpt-4o-mini',
  })
  provider.respondWith([hang()])
  const { child } = cli.start(cli.file('harbour.md', article), '-d', 'quick', '--json')
  await provider.asked(1)
  child.kill('SIGKILL')
  await once(child, 'close')
  const unresolved = async () => JSON.parse((await cli.run('unresolved', '--json')).stdout)
  const spent = async () => JSON.parse((await cli.run('report', '--json')).stdout)
  return { cli, unresolved, spent }
}

function auditTrailIn(folder: string) {
  const file = new Database(join(folder, 'data', 'autointel.db'), { readonly: true })
  const rows = file.prepare('select by, action, subject, detail from audit_trail order by id desc').all()
  file.close()
  return rows as { by: string; action: string; subject: string; detail: string }[]
}

describe('a call that was killed', () => {
  it('holds nothing after the next command, whichever that is, and its operator is told', async () => {
    const { cli } = await cliWithKilledCall()

    const verify = await cli.runProcess('verify', '--json')
    const show = await cli.run('budget', 'show', 'cli', '--json')

    expect(JSON.parse(verify.stdout)).toMatchObject({ ok: true, holds_pending: 0 })
    expect(verify.stderr).toContain('Booked 1 call of ended processes as unresolved.')
    expect(show.stderr).toBe('')
    const [hour] = JSON.parse(show.stdout).budgets
    expect(hour.held_usd).toBe(0)
    expect(hour.spent_usd).toBeGreaterThan(0)
  })

  it('is listed until what it did cost is booked, which the reason and every sum then say', async () => {
    const { cli, unresolved, spent } = await cliWithKilledCall()
    const [call, ...others] = await unresolved()
    const before = await spent()

    const corrected = await cli.run('correct', call.entry, '0.000123', '--reason', 'bill of May', '--json')

    expect(others).toEqual([])
    expect(call).toEqual({
      entry: expect.stringMatching(/^hold_.*:entry$/),
      workflow: expect.stringMatching(/^wf_/),
      task: 'analysis',
      model: 'openai:gpt-4o-mini',
      held_usd: before.total_cost,
      at: expect.stringMatching(/Z$/),
    })
    expect([before.uncertain_cost, corrected.code]).toEqual([before.total_cost, 0])
    expect(JSON.parse(corrected.stdout)).toEqual({
      entry: `${call.entry}:corrected:123000`,
      workflow: call.workflow,
      task: 'analysis',
      model: 'openai:gpt-4o-mini',
      corrects: call.entry,
      amount_usd: 0.000123,
      at: expect.stringMatching(/Z$/),
    })
    expect(await unresolved()).toEqual([])
    expect(await spent()).toMatchObject({ total_cost: 0.000123, uncertain_cost: 0 })
    expect(JSON.parse((await cli.run('verify', '--json')).stdout).ok).toBe(true)
    const [audited] = auditTrailIn(cli.folder)
    expect(audited).toMatchObject({ by: 'command line', action: 'entry.corrected', subject: call.entry })
    expect(JSON.parse(audited?.detail ?? '')).toMatchObject({ after: '123000', reason: 'bill of May' })
  })

  it('is corrected once: the same again is the same, another amount is told what stands', async () => {
    const { cli, unresolved } = await cliWithKilledCall()
    const [{ entry }] = await unresolved()
    const correct = (of: string, amount: string) => cli.run('correct', of, amount, '--reason', 'the bill')
    const first = await correct(entry, '0.02')

    const again = await correct(entry, '0.02')
    const other = await correct(entry, '0.03')
    const further = await correct(`${entry}:corrected:20000000`, '0.03')

    expect(first.stdout).toContain('Booked $0.02')
    expect([again.code, again.stdout]).toEqual([0, first.stdout])
    expect([other.code, other.stdout]).toEqual([1, ''])
    expect(other.stderr).toContain(`${entry}:corrected:20000000 stands in its place`)
    expect([further.code, JSON.parse((await cli.run('report', '--json')).stdout).total_cost]).toEqual([
      0, 0.03,
    ])
    const corrections = auditTrailIn(cli.folder).filter(({ action }) => action === 'entry.corrected')
    expect(corrections).toHaveLength(2)
  })

  it('is shown as a table without --json', async () => {
    const { cli, unresolved } = await cliWithKilledCall()
    const [{ entry, workflow }] = await unresolved()

    const { stdout } = await cli.run('unresolved')

    expect(stdout).toContain(entry)
    expect(stdout).toMatch(
      new RegExp(`openai:gpt-4o-mini {2}analysis {2}${workflow}\n1 call at \\$0\\.\\d{4}, `),
    )
  })
})

describe('a correction', () => {
  it.each([
    ['of an entry that is not there', ['nothing', '1', '--reason', 'x'], 'There is no entry "nothing"'],
    ['to less than nothing', ['nothing', '-1', '--reason', 'x'], '-1'],
    ['to what is no amount', ['nothing', 'much', '--reason', 'x'], 'much'],
    ['without a reason', ['nothing', '1'], '--reason'],
    ['for a reason without a word', ['nothing', '1', '--reason', '  '], 'Expected a few words'],
    ['without an amount', ['nothing', '--reason', 'x'], 'amount'],
  ])('%s is wrong usage, and says why', async (_what, given, why) => {
    const { code, stdout, stderr } = await openCli().run('correct', ...given)

    expect([code, stdout]).toEqual([2, ''])
    expect(stderr).toContain(why)
  })

  it('has nothing to correct where the cost of every call is known', async () => {
    const cli = openCli()

    expect((await cli.run('unresolved', '--json')).stdout).toBe('[]\n')
    expect((await cli.run('unresolved')).stdout).toContain('There are none')
  })
})
