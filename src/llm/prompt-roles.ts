import type { LanguageModelV4CallOptions } from '@ai-sdk/provider'
import type { PromptRoles, Usage } from '../pricing/usage.ts'
import { countPictures, promptTexts } from './prompt-size.ts'

/** Text that is data stands between marks that end in a hash: `<source-0123456789ab>`. */
const dataMark = /<([a-z]+-[0-9a-f]{12})>/g

/** A picture is read like so many characters: some thousand tokens. */
const pictureLength = 6_000

/** How many characters of a prompt each of its parts has. */
export function promptLengths(params: LanguageModelV4CallOptions): PromptRoles {
  const pictures = countPictures(params.prompt) * pictureLength
  const all = lengthOf(promptTexts(params)) + pictures
  const messages = promptTexts({ prompt: params.prompt })
  const system = lengthOf(messages.filter((_, index) => params.prompt[index]?.role === 'system'))
  const source = messages
    .filter((_, index) => params.prompt[index]?.role !== 'system')
    .reduce((sum, text) => sum + dataLength(text), pictures)
  return { system, source, instruction: all - system - source }
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
export function usageByRole(usage: Usage, lengths: PromptRoles | undefined): Usage {
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
