import { describe, expect, it } from 'vitest'
import type { JournalLine } from '../../../src/ledger/journal.ts'
import { noonMs } from '../../support/ledger/requests.ts'
import { claimOf, requestOf } from '../../support/orchestrator/requests.ts'
import type { OpenWorkflows } from '../contract.ts'

function lineOf(overrides: Partial<JournalLine> = {}): JournalLine {
  return {
    ...claimOf('wf_1'),
    task: 'analysis',
    step: 'part 1',
    version: 1,
    content: '{"a":1}',
    ...overrides,
  }
}

/** What a workflow has done. */
export function describeCheckpoints(open: OpenWorkflows): void {
  async function withTwo() {
    const books = await open()
    await books.workflows.create('wf_1', requestOf(), noonMs)
    await books.workflows.create('wf_2', requestOf(), noonMs)
    return books
  }

  describe('a checkpoint', () => {
    it('is handed back as it was kept, unread, whatever it holds', async () => {
      const { workflows } = await withTwo()
      const content = 'no JSON — «ё» \u0000 😀 '.repeat(10_000)

      expect(await workflows.keep(lineOf({ version: 7, content }))).toBe(true)

      expect(await workflows.checkpoint(lineOf())).toEqual({ version: 7, content })
    })

    it('is found by its workflow, task and step alone', async () => {
      const { workflows } = await withTwo()
      await workflows.keep(lineOf())

      const places = [
        lineOf({ workflow: 'wf_2' }),
        lineOf({ task: 'verification' }),
        lineOf({ step: 'part 2' }),
      ]
      const found = await Promise.all(places.map((place) => workflows.checkpoint(place)))

      expect(found).toEqual([undefined, undefined, undefined])
    })

    it('of a whole task lies beside those of its steps', async () => {
      const { workflows } = await withTwo()
      await workflows.keep(lineOf())
      await workflows.keep(lineOf({ step: '', content: '"whole"' }))

      expect(await workflows.checkpoint(lineOf({ step: '' }))).toMatchObject({ content: '"whole"' })
      expect(await workflows.checkpoint(lineOf())).toMatchObject({ content: '{"a":1}' })
    })

    it('takes the place of what was kept there', async () => {
      const { workflows } = await withTwo()
      await workflows.keep(lineOf())

      expect(await workflows.keep(lineOf({ version: 2, content: '2' }))).toBe(true)

      expect(await workflows.checkpoint(lineOf())).toEqual({ version: 2, content: '2' })
    })

    it('is seen by another process', async () => {
      const { workflows, openAnother } = await withTwo()
      const other = await openAnother()
      await workflows.keep(lineOf())

      expect(await other.workflows.checkpoint(lineOf())).toEqual({ version: 1, content: '{"a":1}' })
    })

    it('of what nobody has stored is not kept', async () => {
      const { workflows } = await withTwo()
      const line = lineOf({ workflow: 'wf_nobody' })

      expect(await workflows.keep(line)).toBe(false)

      expect(await workflows.checkpoint(line)).toBeUndefined()
    })
  })
}
