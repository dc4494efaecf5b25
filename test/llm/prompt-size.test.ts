import { expect, it } from 'vitest'
import { promptTokens } from '../../src/llm/prompt-size.ts'
import { estimateTokens } from '../../src/pricing/token-estimate.ts'
import { small } from './open-boundary.ts'

const prompt = [{ role: 'user' as const, content: [{ type: 'text' as const, text: 'Go on.' }] }]
const schema = { type: 'object' as const, properties: { title: { type: 'string' as const } } }
const bare = promptTokens(small, { prompt })

it('a prompt is at least as large as its text', () => {
  expect(bare).toBeGreaterThanOrEqual(estimateTokens('Go on.', small))
})

it('the schema of the answer adds to a prompt', () => {
  const size = promptTokens(small, { prompt, responseFormat: { type: 'json', schema } })
  expect(size - bare).toBeGreaterThanOrEqual(estimateTokens(JSON.stringify(schema), small))
})

it('tools that the model may call add to a prompt', () => {
  const tool = { type: 'function' as const, name: 'look_up', inputSchema: schema }
  const size = promptTokens(small, { prompt, tools: [tool, tool] })
  expect(size - bare).toBeGreaterThanOrEqual(2 * estimateTokens(JSON.stringify(tool), small))
})
