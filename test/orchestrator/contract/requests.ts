import { describe, expect, it } from 'vitest'
import type { WorkflowRequest } from '../../../src/orchestrator/workflow.ts'
import { parseGiven } from '../../../src/sources/given-location.ts'
import { noonMs, usd } from '../../support/ledger/requests.ts'
import { requestOf } from '../../support/orchestrator/requests.ts'
import { attached } from '../../support/sources/attached.ts'
import { located } from '../../support/sources/located.ts'
import type { OpenWorkflows } from '../contract.ts'

/** What was asked for is kept as it was. */
export function describeRequests(open: OpenWorkflows): void {
  describe('a new workflow', () => {
    it('is queued, and has all that was asked for', async () => {
      const { workflows } = await open()
      const request: Required<WorkflowRequest> = {
        location: located('https://example.org/article?id=1&utm_source=x'),
        depth: 'deep',
        language: 'ru',
        tenant: 'guild_1',
        user: '7',
        visibility: 'channel',
        channel: '5',
        maxCostNanoUsd: usd('123456789.123456789'),
        basedOn: 'wf_0',
        replyTo: { channel: '5', message: '9' },
      }

      await workflows.create('wf_1', request, noonMs)

      expect(await workflows.find('wf_1')).toEqual({
        ...request,
        id: 'wf_1',
        state: 'queued',
        createdAtMs: noonMs,
        endedAtMs: undefined,
        costNanoUsd: undefined,
        title: undefined,
        refusal: undefined,
        failure: undefined,
      })
    })

    it('to compare has all places in their order', async () => {
      const { workflows } = await open()
      const parsed = parseGiven(['https://example.org/b', '/tmp/a b.md', '-'], { isFile: () => false })
      if (parsed.kind === 'refused') throw new Error(parsed.problem.reason)

      await workflows.create('wf_1', requestOf({ location: parsed.location }), noonMs)

      expect((await workflows.find('wf_1'))?.location).toEqual(parsed.location)
    })

    it('to read an attachment has all that is known of it', async () => {
      const { workflows } = await open()
      const location = attached({ name: 'Minutes.pdf', mediaType: 'application/pdf', sizeBytes: 12_345 })

      await workflows.create('wf_1', requestOf({ location }), noonMs)

      expect((await workflows.find('wf_1'))?.location).toEqual(location)
    })

    it('has nothing that was not asked for', async () => {
      const { workflows } = await open()
      const { user: _, ...ofNobody } = requestOf()

      await workflows.create('wf_1', ofNobody, noonMs)

      const { user, channel, maxCostNanoUsd, basedOn, replyTo } = (await workflows.find('wf_1')) ?? {}
      expect([user, channel, maxCostNanoUsd, basedOn, replyTo]).toEqual(Array(5).fill(undefined))
    })

    it('cannot have the id of another, which stays as it is', async () => {
      const { workflows } = await open()
      await workflows.create('wf_1', requestOf(), noonMs)

      await expect(workflows.create('wf_1', requestOf({ depth: 'deep' }), noonMs)).rejects.toThrow()

      expect(await workflows.find('wf_1')).toMatchObject({ depth: 'quick' })
    })

    it('of one id is stored once when two processes are asked for it at the same time', async () => {
      const { workflows, openAnother } = await open()
      const other = await openAnother()

      const answers = await Promise.allSettled([
        workflows.create('wf_1', requestOf(), noonMs),
        other.workflows.create('wf_1', requestOf(), noonMs),
      ])

      expect(answers.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
    })

    it('is answered elsewhere from when it is told so', async () => {
      const { workflows } = await open()
      await workflows.create('wf_1', requestOf({ replyTo: { channel: '5' } }), noonMs)

      await workflows.setReplyTo('wf_1', { channel: '6', message: '9' })

      expect(await workflows.find('wf_1')).toMatchObject({ replyTo: { channel: '6', message: '9' } })
    })
  })

  it('knows no workflow that nobody has stored', async () => {
    const { workflows } = await open()

    expect(await workflows.find('wf_nobody')).toBeUndefined()
  })
}
