import type { LanguageModelV4CallOptions, LanguageModelV4Prompt } from '@ai-sdk/provider'

/** What makes the input tokens of a call: its messages, its tools, and the schema that its answer must have. */
export function promptTexts({
  prompt,
  responseFormat,
  tools = [],
}: LanguageModelV4CallOptions): readonly string[] {
  const schema =
    responseFormat?.type === 'json' && responseFormat.schema ? [JSON.stringify(responseFormat.schema)] : []
  return [...prompt.map(textOf), ...tools.map((tool) => JSON.stringify(tool)), ...schema]
}

function textOf(message: LanguageModelV4Prompt[number]): string {
  if (typeof message.content === 'string') return message.content
  return message.content.map((part) => ('text' in part ? part.text : JSON.stringify(part))).join('\n')
}
