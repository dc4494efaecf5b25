import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { type StringLiteral, stringLiteralsOf } from '../support/string-literals.ts'

const root = fileURLToPath(new URL('../../', import.meta.url))

/** Words for people stand here. */
const worded = /^src\/(locales|surfaces|app)\/|^src\/(cli|main)\.ts$/

/** What is said to models: it never reaches a reader. */
const prompts: readonly string[] = [
  'src/llm/language-models.ts',
  'src/tasks/analysis/answer-schema.ts',
  'src/tasks/analysis/prompts.ts',
  'src/tasks/verification/judge-with-models.ts',
]

/** Messages of errors are for programmers and the log, as are lines of the log. */
const forProgrammers = /^(new \w*Error|super|log\.\w+)$/

/** It begins and ends as sentences do, and has three words and more. */
function isSentence(text: string): boolean {
  const words = text.match(/\p{L}{2,}/gu) ?? []
  return /^[\p{Lu}“"#…]/u.test(text) && /[.!?]$/.test(text.trim()) && words.length >= 3
}

function isForReaders({ text, calls }: StringLiteral): boolean {
  return isSentence(text) && !calls.some((call) => forProgrammers.test(call))
}

const files = globSync('src/**/*.ts', { cwd: root })
  .filter((file) => !worded.test(file))
  .sort()
const literals = new Map(
  files.map((file) => [file, stringLiteralsOf(readFileSync(join(root, file), 'utf8'))] as const),
)

describe('the look at string literals', () => {
  it.each([
    ["notes.push('The text has no words.')", ['The text has no words.']],
    [`const hint = \`Only \${read} of \${of} parts were read.\``, ['Only … of … parts were read.']],
    ["throw new RangeError('Expected a vector of numbers.')", []],
    ["throw new SourceError('empty', { message: `There is no text.` })", []],
    ["constructor() { super('The workflow was cancelled.') }", []],
    ["log.warn({ id }, 'The owners are told of it.')", []],
    ["return new Map([['a', 'There is a sentence.']])", ['There is a sentence.']],
    ['// A comment with “words” and \'marks\'.\nconst a = "quick"', []],
    ["const pattern = /['\"`]/\nconst text = 'One more short sentence.'", ['One more short sentence.']],
    [`const text = \`\${isOne ? 'A part was left.' : \`\${count} parts\`} of it\``, ['A part was left.']],
    ["const sql = 'select hash from migrations'", []],
  ])('sees in %j what is for readers', (source, sentences) => {
    expect(
      stringLiteralsOf(source)
        .filter(isForReaders)
        .map(({ text }) => text),
    ).toEqual(sentences)
  })

  it('reads every file to its end', () => {
    const all = [...literals.values()].flat()
    expect(all.length).toBeGreaterThan(2_000)
    expect(all.filter(({ text }) => text.includes('\nimport '))).toEqual([])
  })
})

it('below the surfaces nothing is said to readers: the core has codes, the words are in src/locales', () => {
  const said = [...literals]
    .filter(([file]) => !prompts.includes(file))
    .flatMap(([file, found]) => found.filter(isForReaders).map(({ text }) => `${file}: ${text}`))
  expect(said).toEqual([])
})

it('the files that speak to models do so', () => {
  const silent = prompts.filter((file) => !literals.get(file)?.some(isForReaders))
  expect(silent).toEqual([])
})
