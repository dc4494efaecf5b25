import { describe, expect, it } from 'vitest'
import type { Audience } from '../../src/brief/audience.ts'
import { UnfitBaseError } from '../../src/orchestrator/unfit-base-error.ts'
import { openTemporaryAutointel } from '../support/orchestrator/temporary-autointel.ts'

const report = [
  '# The hidden merger of Helios Energy',
  'Helios Energy will buy the port of Hollowmere for 40 million dollars in March.',
  'Greta Olsen, who runs the port of Hollowmere, has signed the contract with Helios Energy.',
  'The workers of the port of Hollowmere were not told of the contract.',
].join('\n\n')
const article = [
  '# Rumours at the port',
  'Helios Energy will buy the port of Hollowmere for 40 million dollars, people in the town believe.',
  'Greta Olsen, who runs the port of Hollowmere, did not answer questions about Helios Energy.',
  'The workers of the port of Hollowmere expect to hear more within the week.',
].join('\n\n')

/** A first run for `first`, then one by another member on the same topic for `second`: what the second shows. */
async function secondRun(first: Audience, second: Audience) {
  const variables = { MODELS: 'local:extractive', EMBEDDING_MODEL: '' }
  const autointel = await openTemporaryAutointel({ variables })
  const run = async (name: string, text: string, audience: Audience) =>
    (await autointel.start({ location: await autointel.source(name, text), depth: 'deep', ...audience }))
      .result
  const { workflow } = await run('secret.txt', report, first)
  const result = await run('rumours.txt', article, second)
  const evidence = result.brief?.claims.flatMap((claim) => claim.evidence) ?? []
  return { related: result.brief?.related ?? [], evidence, text: JSON.stringify(result.brief), workflow }
}

describe('a deep run on the topic of an earlier one', () => {
  it.each<[string, Audience, Audience]>([
    [
      'for the server',
      { visibility: 'server', user: '7', channel: '1' },
      { visibility: 'server', user: '8', channel: '2' },
    ],
    [
      'for the same hidden channel',
      { visibility: 'channel', user: '7', channel: '1' },
      { visibility: 'channel', user: '8', channel: '1' },
    ],
    [
      'for the same member alone',
      { visibility: 'member', user: '7', channel: '1' },
      { visibility: 'member', user: '7', channel: '2' },
    ],
  ])('%s stands beside it, with its text as evidence', async (_, first, second) => {
    const { related, evidence, workflow } = await secondRun(first, second)

    expect(related).toMatchObject([{ workflow, title: 'The hidden merger of Helios Energy' }])
    expect(evidence).toContainEqual(expect.objectContaining({ title: 'The hidden merger of Helios Energy' }))
  })

  it.each<[string, Audience, Audience]>([
    [
      'a private one shows none of it to others',
      { visibility: 'member', user: '7', channel: '1' },
      { visibility: 'server', user: '8', channel: '1' },
    ],
    [
      'a private one shows none of it to others through its own member',
      { visibility: 'member', user: '7', channel: '1' },
      { visibility: 'server', user: '7', channel: '1' },
    ],
    [
      'a private one shows none of it to another’s private one',
      { visibility: 'member', user: '7', channel: '1' },
      { visibility: 'member', user: '8', channel: '1' },
    ],
    [
      'one in a hidden channel shows none of it elsewhere',
      { visibility: 'channel', user: '7', channel: '1' },
      { visibility: 'server', user: '8', channel: '2' },
    ],
  ])('%s', async (_, first, second) => {
    const { related, evidence, text, workflow } = await secondRun(first, second)

    expect(related).toEqual([])
    expect(evidence).toEqual([])
    for (const trace of ['hidden merger', 'secret.txt', 'signed the contract', workflow])
      expect(text).not.toContain(trace)
  })
})

it('takes nothing over from a run that not all who see the new one may see', async () => {
  const autointel = await openTemporaryAutointel()
  const location = await autointel.source('secret.txt', report)
  const base = await autointel.start({ location, visibility: 'member' })
  await base.result

  const wider = autointel.start({ location, depth: 'standard', basedOn: base.id, visibility: 'server' })
  const others = autointel.start({
    location,
    depth: 'standard',
    basedOn: base.id,
    visibility: 'member',
    user: '8',
  })

  await expect(wider).rejects.toThrow(UnfitBaseError)
  await expect(others).rejects.toThrow('other_audience')
})
