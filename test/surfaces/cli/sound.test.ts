import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { startOpenAiServer } from '../../support/providers/openai-server.ts'
import { answer } from '../../support/providers/reply.ts'
import { silentFlac } from '../../support/sound/silent-flac.ts'
import { silentM4a } from '../../support/sound/silent-m4a.ts'
import { openCli } from './run-cli.ts'

/** A provider that hears so many seconds in whatever it is sent, and charges whisper's 0.006 a minute for them. */
async function openListener(heardSeconds: number) {
  const openai = await startOpenAiServer()
  onTestFinished(() => openai.close())
  const text = 'The harbour of Lisbon moved 12 million tonnes of cargo in 2025.'
  openai.respondWith(() => answer({ text, usage: { audioSeconds: heardSeconds } }))
  const cli = openCli({
    OPENAI_API_KEY: 'test-key',
    OPENAI_BASE_URL: openai.url,
    STT_MODEL: 'openai:whisper-1',
    MODELS: 'local:extractive',
  })
  const run = async (name: string, bytes: Uint8Array) => {
    const file = join(cli.folder, name)
    writeFileSync(file, bytes)
    const { code, stdout } = await cli.run(file, '--depth', 'standard', '--json')
    return { code, result: JSON.parse(stdout) }
  }
  return { openai, cli, run }
}

describe('a recording is paid for by what it plays', () => {
  it('so that ten hours in seven megabytes whose header says one second are refused, four times at once', async () => {
    const { openai, cli, run } = await openListener(36_000)
    await cli.run('budget', 'set', 'cli', 'day', '0.50')
    const recording = silentFlac(36_000, { told: 1 })

    const runs = await Promise.all(['a', 'b', 'c', 'd'].map((name) => run(`${name}.flac`, recording)))

    for (const { code, result } of runs)
      expect([code, result.status, result.cost.total_cost]).toEqual([3, 'refused', 0])
    expect(openai.requests).toEqual([])
  })

  it('so that five hours in a megabyte are refused', async () => {
    const { openai, run } = await openListener(18_000)

    const { code, result } = await run('talk.m4a', silentM4a(18_000, { told: 1, indexAt: 'end' }))

    expect([code, result.status]).toEqual([3, 'refused'])
    expect(openai.requests).toEqual([])
  })

  it('so that of four at once those run that the limit pays for, each held at what it is billed or more', async () => {
    const { openai, cli, run } = await openListener(1_200)
    await cli.run('budget', 'set', 'cli', 'day', '0.30')
    const recording = silentFlac(1_200, { told: 1, sampleRate: 8_000 })

    const runs = await Promise.all(['a', 'b', 'c', 'd'].map((name) => run(`${name}.flac`, recording)))

    expect(runs.map(({ result }) => result.cost.total_cost).sort()).toEqual([0, 0, 0.12, 0.12])
    expect(openai.served).toHaveLength(2)
    expect((await cli.run('verify')).code).toBe(0)
  })
})
