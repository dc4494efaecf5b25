import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { verdicts } from '../../src/brief/verdict.ts'
import { type StringLiteral, stringLiteralsOf } from '../support/string-literals.ts'

const root = fileURLToPath(new URL('../../', import.meta.url))

/** Words for people stand here. */
const worded = /^src\/(locales|surfaces|app)\/|^src\/(cli|main)\.ts$/

/** What is said to models: it never reaches a reader. */
const prompts: readonly string[] = [
  'src/llm/language-models.ts',
  'src/tasks/analysis/answer-schema.ts',
  'src/tasks/analysis/prompts.ts',
  'src/tasks/several/comparison-prompt.ts',
  'src/tasks/answering/ask-model.ts',
  'src/tasks/answering/similarity-scale.ts',
  'src/tasks/fenced-text.ts',
  'src/tasks/pictures/copying-prompt.ts',
  'src/tasks/verification/judge-with-models.ts',
  'src/tasks/verification/searching-prompt.ts',
]

/** Messages of errors are for programmers and the log, as are lines of the log. */
const forProgrammers = /^(new \w*Error|super|([\w#]+\.)*log\.\w+)$/

/** It begins and ends as sentences do, and has three words and more. */
function isSentence(text: string): boolean {
  const words = text.match(/\p{L}{2,}/gu) ?? []
  return /^[\p{Lu}“"#…]/u.test(text) && /[.!?]$/.test(text.trim()) && words.length >= 3
}

/** Words that say something of something, as names of things and codes do not have them. */
const tellingWords =
  /(?<![\p{L}_.-])(is|are|was|were|has|have|had|cannot|can|could|must|should|expected|needs?|not|no|than|already|only|instead)(?![\p{L}_-])/u
const sql = /^\s*(select|insert|update|delete|create|with|case|pragma)\b|\b(and|where|select|null)\b/i
const statements = /\b(sql|prepare\w*|exec|begin|transaction)$/

/** A part of a sentence, such as `expected a file` or `is damaged`: two words and more of which one tells something. */
function isFragment({ text, calls }: StringLiteral): boolean {
  const words = text.match(/\p{L}{2,}/gu) ?? []
  if (sql.test(text) || calls.some((call) => statements.test(call))) return false
  return words.length >= 2 && words.length <= 30 && tellingWords.test(text)
}

function isForReaders(literal: StringLiteral): boolean {
  const isSaid = isSentence(literal.text) || isFragment(literal)
  return isSaid && !literal.calls.some((call) => forProgrammers.test(call))
}

/** Lists of the words of languages, which are data. */
const wordLists = /^src\/(analyst|text)\//

/** The names of verdicts, as models and programs read them, and what Node says, by which its error is known. */
const codes: ReadonlySet<string> = new Set([
  ...verdicts,
  'Client network socket disconnected before secure TLS connection was established',
])

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
    ["this.#options.log.warn('it is tried again')", []],
    ["return 'no_evidence_from'", []],
    ["return new Map([['a', 'There is a sentence.']])", ['There is a sentence.']],
    ['// A comment with “words” and \'marks\'.\nconst a = "quick"', []],
    ["const pattern = /['\"`]/\nconst text = 'One more short sentence.'", ['One more short sentence.']],
    [`const text = \`\${isOne ? 'A part was left.' : \`\${count} parts\`} of it\``, ['A part was left.']],
    ["const sql = 'select hash from migrations'", []],
    ["const says = 'is damaged'", ['is damaged']],
    ["refine(isDecimal, 'expected a decimal number')", ['expected a decimal number']],
    ["['SQLITE_FULL', 'full', 'cannot grow: the disk is full']", ['cannot grow: the disk is full']],
    ["throw new LedgerError('full', { detail: 'it cannot grow' })", []],
    ["const name = 'plain text'", []],
    ["prepare('update holds set state = ? where not ended')", []],
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
    .flatMap(([file, found]) =>
      found
        .filter((literal) => (wordLists.test(file) ? isSentence(literal.text) : !codes.has(literal.text)))
        .filter(isForReaders)
        .map(({ text }) => `${file}: ${text}`),
    )
  expect(said).toEqual([])
})

it('the files that speak to models do so', () => {
  const silent = prompts.filter((file) => !literals.get(file)?.some(isForReaders))
  expect(silent).toEqual([])
})
