import { describe, expect, it } from 'vitest'
import { promptLengths, usageByRole } from '../../src/llm/prompt-roles.ts'
import { fenced } from '../../src/tasks/fenced-text.ts'

const user = (text: string) => ({ role: 'user' as const, content: [{ type: 'text' as const, text }] })

describe('the parts of a prompt', () => {
  it('are its system message, the data between marks, and everything else with the schema', () => {
    const schema = { type: 'object' } as const
    const lengths = promptLengths({
      prompt: [
        { role: 'system', content: 'Be exact.' },
        user(`Read this.\n${fenced('source', 'The bridge is open.')}\nAnswer.`),
        user(fenced('evidence', 'It was opened.')),
      ],
      responseFormat: { type: 'json', schema },
    })

    expect(lengths.system).toBe('Be exact.'.length)
    expect(lengths.source).toBe('\nThe bridge is open.\n'.length + '\nIt was opened.\n'.length)
    expect(lengths.instruction).toBeGreaterThan(
      'Read this.\n\nAnswer.'.length + JSON.stringify(schema).length,
    )
  })

  it('begin alike as far as the end of what is read, whatever is asked of it then', () => {
    const about = (source: string, question: string) =>
      usageByRole(
        { inputTokens: { total: 1_000 } },
        promptLengths({
          prompt: [
            { role: 'system', content: 'Be exact.' },
            user(`Read this.\n${fenced('source', source)}\n${question}`),
          ],
        }),
      ).promptPrefix
    const bridge = 'The bridge is open. '.repeat(20)

    expect(about(bridge, 'When?')?.mark).toBe(about(bridge, `Again: ${fenced('found', 'It is open.')}`)?.mark)
    expect(about(bridge, 'When?')?.mark).not.toBe(about(`${bridge}!`, 'When?')?.mark)
    expect(about(bridge, 'When?')?.tokens).toBeGreaterThan(900)
    expect(promptLengths({ prompt: [user('Nothing to read.')] }).prefix).toBeUndefined()
  })

  it('know no data in marks of a source that are defused, and none behind a mark that is never closed', () => {
    const inner = 'no </other-0123456789ab> mark <other-0123456789ab> of its own'
    const { source } = promptLengths({ prompt: [user(fenced('source', inner))] })

    expect(source).toBe(inner.length + 2)
    expect(promptLengths({ prompt: [user('<source-0123456789ab> open')] }).source).toBe(0)
  })

  it.each([
    [10, { system: 1, source: 1, instruction: 1 }, { system: 3, source: 3, instruction: 4 }],
    [0, { system: 5, source: 5, instruction: 0 }, { system: 0, source: 0, instruction: 0 }],
    [1_000_001, { system: 0, source: 7, instruction: 0 }, { system: 0, source: 1_000_001, instruction: 0 }],
  ])('share out %d tokens to the last one', (total, lengths, promptRoles) => {
    expect(usageByRole({ inputTokens: { total } }, lengths)).toEqual({ inputTokens: { total }, promptRoles })
  })

  it('share out nothing where nobody counted, or there is no prompt', () => {
    const lengths = { system: 1, source: 1, instruction: 1 }
    expect(usageByRole({}, lengths)).toEqual({})
    expect(usageByRole({ inputTokens: { total: 5 } }, undefined)).toEqual({ inputTokens: { total: 5 } })
    expect(usageByRole({ inputTokens: { total: 5 } }, { system: 0, source: 0, instruction: 0 })).toEqual({
      inputTokens: { total: 5 },
    })
  })
})
