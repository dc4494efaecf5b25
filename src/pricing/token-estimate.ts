import { createRequire } from 'node:module'
import type { ModelId } from './model-id.ts'

/** Tokens that a chat format adds around one message, and around the whole call: more than OpenAI's 3 and 3. */
const overheadTokensPerMessage = 8
const overheadTokensPerCall = 32

/** Cuts are looked for after so many UTF-16 units; a stretch without any within the second number is not tokenised. */
const chunkLength = 256
export const longestTokenisedChunk = 1_024

type Encoding = Pick<typeof import('gpt-tokenizer/encoding/o200k_base'), 'countTokens' | 'setMergeCacheSize'>

const require = createRequire(import.meta.url)
const loaded = new Map<string, Encoding>()

/** Loaded when first needed: an encoding takes a fifth of a second, and a run without a key counts no tokens. */
function encodingOf(name: 'cl100k_base' | 'o200k_base'): Encoding {
  const known = loaded.get(name)
  if (known) return known
  const encoding: Encoding = require(`gpt-tokenizer/encoding/${name}`)
  // The word cache holds 100,000 pieces of any length by default, which a hostile text could fill with hundreds of megabytes.
  encoding.setMergeCacheSize(10_000)
  loaded.set(name, encoding)
  return encoding
}

const countCl100k: CountTokens = (text, options) => encodingOf('cl100k_base').countTokens(text, options)
const countO200k: CountTokens = (text, options) => encodingOf('o200k_base').countTokens(text, options)
type CountTokens = (text: string, options: typeof asPlainText) => number

/**
 * Where both encodings always begin a new piece before they merge any bytes, so that the tokens of a text are exactly
 * those of its parts: before a blank, after a line break, after a letter that no letter, mark or apostrophe follows, and
 * after the last digit of a number.
 */
const boundary =
  /(?<=\S)(?=[^\S\r\n])|(?<=[\r\n])(?=[^\s/])|(?<=\p{L})(?=[^\p{L}\p{M}'])|(?<=\p{N})(?=\P{N})/gu

/**
 * The text in parts whose token counts add up exactly to that of the whole. No part is longer than
 * {@link longestTokenisedChunk} unless it holds no boundary to cut at.
 */
export function* chunksOf(text: string): Generator<string> {
  let start = 0
  while (start < text.length) {
    boundary.lastIndex = start + chunkLength
    const end = boundary.exec(text)?.index ?? text.length
    yield text.slice(start, end)
    start = end
  }
}

/** Text that looks like a control token, such as `<|endoftext|>`, is text. */
const asPlainText = { disallowedSpecial: new Set<string>() }

/**
 * Tokens of a text in one of OpenAI's encodings: the exact number, but for stretches of over 1,024 characters without
 * any place to cut, such as a long run of one letter. Those take quadratic time to encode, and are counted as
 * one token a byte, which no byte-pair encoding exceeds. Linear in the length of the text.
 */
function countIn(encoding: CountTokens, text: string): number {
  let tokens = 0
  for (const chunk of chunksOf(text))
    tokens += chunk.length > longestTokenisedChunk ? Buffer.byteLength(chunk) : encoding(chunk, asPlainText)
  return tokens
}

/** OpenAI's models and embeddings from before GPT-4o; other scripts than Latin take up to twice as many tokens there. */
const olderOpenAi =
  /^(?:ft:)?(?:gpt-4(?![o.\d])|gpt-3\.5|gpt-35|text-embedding|text-davinci|davinci|curie|babbage|ada)/i

/**
 * How many times the tokens of OpenAI's encodings another provider's tokeniser is allowed to make. Theirs are not public, so
 * these are assumptions with room to spare, no measurements and no proof: Anthropic counts more than OpenAI in most texts,
 * Google's vocabulary is larger than OpenAI's, and open models may have small ones. A call that still takes more is booked in full.
 */
const margins: Readonly<Record<string, number>> = { anthropic: 1.8, google: 1.3 }
const marginOfOthers = 2

/**
 * An upper estimate of the input tokens that a text makes, without the overhead of messages. For OpenAI's models never below
 * their own count. For others the larger count of OpenAI's two encodings times a margin, but at most a token a byte and one.
 */
export function estimateTokens(text: string, model: ModelId): number {
  if (model.provider === 'openai')
    return countIn(olderOpenAi.test(model.model) ? countCl100k : countO200k, text)
  const count = Math.max(countIn(countO200k, text), countIn(countCl100k, text))
  const margin = margins[model.provider] ?? marginOfOthers
  return Math.min(Math.ceil(count * margin), Buffer.byteLength(text) + 1)
}

/** The same for the messages of one call, with what the chat format adds. */
export function estimateMessageTokens(messages: readonly string[], model: ModelId): number {
  return messages.reduce(
    (sum, text) => sum + estimateTokens(text, model) + overheadTokensPerMessage,
    overheadTokensPerCall,
  )
}

/** As many tokens as bytes, which no estimate of messages is above. */
export function mostMessageTokens(messages: readonly string[]): number {
  return messages.reduce(
    (sum, text) => sum + Buffer.byteLength(text) + 1 + overheadTokensPerMessage,
    overheadTokensPerCall,
  )
}

/** A rough guess for work that reports no usage: one token for four characters, rounded up. */
export function estimateTokensFromLength(characters: number): number {
  return Math.ceil(characters / 4)
}
