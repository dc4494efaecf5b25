import { createHmac, randomBytes } from 'node:crypto'
import type { LanguageModelV4CallOptions } from '@ai-sdk/provider'
import type { PromptRoles, Usage } from '../pricing/usage.ts'
import { countPictures, promptTexts } from './prompt-size.ts'

/** Text that is data stands between marks that end in a hash: `<source-0123456789ab>`. */
const dataMark = /<([a-z]+-[0-9a-f]{12})>/g

/** A picture is read like so many characters: some thousand tokens. */
const pictureLength = 6_000

/** Characters of a prompt's parts. */
export interface PromptLengths extends PromptRoles {
  readonly prefix?: { readonly mark: string; readonly length: number }
}

/** How many characters of a prompt each of its parts has. */
export function promptLengths(params: LanguageModelV4CallOptions): PromptLengths {
  const pictures = countPictures(params.prompt) * pictureLength
  const all = lengthOf(promptTexts(params)) + pictures
  const messages = promptTexts({ prompt: params.prompt })
  const system = lengthOf(messages.filter((_, index) => params.prompt[index]?.role === 'system'))
  const source = messages
    .filter((_, index) => params.prompt[index]?.role !== 'system')
    .reduce((sum, text) => sum + dataLength(text), pictures)
  const prefix = prefixOf(messages)
  return { system, source, instruction: all - system - source, ...(prefix && { prefix }) }
}

/** With a key that nobody keeps: texts that are forgotten cannot be recognised by their marks. */
const markKey = randomBytes(32)

/** Up to the end of the first text that is data; undefined where there is none. */
function prefixOf(messages: readonly string[]): PromptLengths['prefix'] {
  const text = messages.join('\n')
  const begin = text.matchAll(dataMark).next().value
  const end = begin ? text.indexOf(`</${begin[1]}>`, begin.index) : -1
  if (end < 0) return undefined
  const digest = createHmac('sha256', markKey).update(text.slice(0, end)).digest('hex')
  return { mark: digest.slice(0, 16), length: end }
}

/**
 * A usage with its input tokens shared out by the lengths of the prompt's parts; what rounding leaves is the instruction's. Unchanged
 * where the input was not counted.
 *
 * @example
 * ```ts
 * const lengths = { system: 100, source: 800, instruction: 100 }
 * usageByRole({ inputTokens: { total: 250 } }, lengths).promptRoles // { system: 25, source: 200, instruction: 25 }
 * ```
 */
export function usageByRole(usage: Usage, lengths: PromptLengths | undefined): Usage {
  const total = usage.inputTokens?.total
  const all = lengths ? lengths.system + lengths.source + lengths.instruction : 0
  if (!lengths || total === undefined || all === 0) return usage
  const [system, source] = [lengths.system, lengths.source].map((part) => Math.floor((total * part) / all))
  return {
    ...usage,
    promptRoles: {
      system: system ?? 0,
      source: source ?? 0,
      instruction: total - (system ?? 0) - (source ?? 0),
    },
    ...(lengths.prefix && {
      promptPrefix: {
        mark: lengths.prefix.mark,
        tokens: Math.min(total, Math.floor((total * lengths.prefix.length) / all)),
      },
    }),
  }
}

function dataLength(text: string): number {
  let length = 0
  let from = 0
  for (const { 0: open, 1: mark, index } of text.matchAll(dataMark)) {
    if (index < from) continue
    const begin = index + open.length
    const end = text.indexOf(`</${mark}>`, begin)
    if (end < 0) return length
    length += end - begin
    from = end
  }
  return length
}

function lengthOf(texts: readonly string[]): number {
  return texts.reduce((sum, text) => sum + text.length, 0)
}
