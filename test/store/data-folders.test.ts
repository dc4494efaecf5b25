import { copyFileSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it, onTestFinished } from 'vitest'
import { analysisOf } from '../support/data-folders/answers.ts'
import { openFolder } from '../support/data-folders/open-folder.ts'
import { readDataFolder } from '../support/data-folders/read-data-folder.ts'
import { startProvider } from '../support/orchestrator/temporary-autointel.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

const fixtures = fileURLToPath(new URL('../fixtures/data-folders/', import.meta.url))
const versions = readdirSync(fixtures).filter((name) => /^\d{4}-/.test(name))

interface Expected {
  readonly readAtMs: number
  readonly holds: object
}

async function openCopy(version: string) {
  const folder = join(fixtures, version)
  const directory = temporaryFolder()
  copyFileSync(join(folder, 'autointel.db'), join(directory, 'autointel.db'))
  const expected: Expected = JSON.parse(readFileSync(join(folder, 'expected.json'), 'utf8'))
  const provider = await startProvider()
  provider.respondWith(analysisOf)
  const now = () => expected.readAtMs
  const autointel = await openFolder({ directory, providerUrl: provider.url, now })
  onTestFinished(() => autointel.close())
  return { autointel, expected, provider }
}

it('there is one of the first version that had a release', () => {
  expect(versions).toContain('0004-alert-deliveries')
})

describe.each(versions)('a data folder of the version %s', (version) => {
  it('opens with every figure, limit, run, brief and alert in place, and books that are right', async () => {
    const { autointel, expected } = await openCopy(version)

    expect(await readDataFolder(autointel, expected.readAtMs)).toMatchObject(expected.holds)
    expect((await autointel.ledger.verify()).differences).toEqual([])
  })

  it('has its unfinished run gone on with, and nothing that it had paid for asked again', async () => {
    const { autointel, expected, provider } = await openCopy(version)
    await autointel.ledger.expireHolds(expected.readAtMs)
    const before = await autointel.ledger.entriesOf('wf_unfinished')

    const resumed = await autointel.orchestrator.resume('wf_unfinished')
    const result = await autointel.orchestrator.find('wf_unfinished')?.result

    expect(resumed.kind).toBe('resumed')
    expect(result).toMatchObject({ status: 'completed', brief: { claims: { length: 6 } } })
    expect(provider.requests.map(({ path }) => path)).toEqual(['/v1/embeddings'])
    const after = await autointel.ledger.entriesOf('wf_unfinished')
    expect(after.slice(0, before.length)).toEqual(before)
    expect((await autointel.ledger.verify()).differences).toEqual([])
  })
})
