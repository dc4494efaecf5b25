import { expect, it } from 'vitest'
import { promptTexts } from '../../src/llm/prompt-size.ts'

const prompt = [{ role: 'user' as const, content: [{ type: 'text' as const, text: 'Go on.' }] }]
const schema = { type: 'object' as const, properties: { title: { type: 'string' as const } } }

it('a prompt is made of its texts', () => {
  expect(promptTexts({ prompt })).toEqual(['Go on.'])
})

it('the schema of the answer adds to a prompt', () => {
  expect(promptTexts({ prompt, responseFormat: { type: 'json', schema } })).toEqual([
    'Go on.',
    JSON.stringify(schema),
  ])
})

it('tools that the model may call add to a prompt', () => {
  const tool = { type: 'function' as const, name: 'look_up', inputSchema: schema }
  expect(promptTexts({ prompt, tools: [tool, tool] })).toEqual([
    'Go on.',
    JSON.stringify(tool),
    JSON.stringify(tool),
  ])
})
