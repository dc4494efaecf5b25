import { expect, it } from 'vitest'
import { type Stance, verdictFrom } from '../../src/brief/verdict.ts'

it.each<[stances: Stance[], verdict: string, confidence: number]>([
  [[], 'not checkable here', 0],
  [['unrelated', 'unrelated'], 'not checkable here', 0],
  [['for'], 'supported', 0.6],
  [['for', 'unrelated'], 'supported', 0.6],
  [['for', 'for'], 'supported', 0.8],
  [['for', 'for', 'for'], 'supported', 0.9],
  [['for', 'for', 'for', 'for', 'for', 'for'], 'supported', 0.95],
  [['against'], 'contradicted', 0.6],
  [['against', 'against'], 'contradicted', 0.8],
  [['for', 'against'], 'disputed', 0.5],
  [['for', 'for', 'for', 'against'], 'disputed', 0.5],
])('%j adds up to %s at %d', (stances, verdict, confidence) => {
  expect(verdictFrom(stances)).toEqual({ verdict, confidence })
})
