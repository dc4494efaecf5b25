import type { LanguageModelV4CallOptions, LanguageModelV4Prompt } from '@ai-sdk/provider'
import type { ModelId } from '../pricing/model-id.ts'
import { estimateMessageTokens } from '../pricing/token-estimate.ts'

/** An upper estimate of a call's input tokens: its messages, its tools, and the schema that its answer must have. */
export function promptTokens(
  model: ModelId,
  { prompt, responseFormat, tools = [] }: LanguageModelV4CallOptions,
): number {
  const schema =
    responseFormat?.type === 'json' && responseFormat.schema ? [JSON.stringify(responseFormat.schema)] : []
  return estimateMessageTokens(
    [...prompt.map(textOf), ...tools.map((tool) => JSON.stringify(tool)), ...schema],
    model,
  )
}

function textOf(message: LanguageModelV4Prompt[number]): string {
  if (typeof message.content === 'string') return message.content
  return message.content.map((part) => ('text' in part ? part.text : JSON.stringify(part))).join('\n')
}
