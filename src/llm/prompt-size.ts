import type { LanguageModelV4CallOptions, LanguageModelV4Prompt } from '@ai-sdk/provider'
import type { ModelId } from '../pricing/model-id.ts'
import { mediaTokens } from './media-tokens.ts'

type Message = LanguageModelV4Prompt[number]
type Part = Exclude<Message['content'], string>[number]

/** What makes the input tokens of a call, but for pictures: its messages, its tools, and the schema that its answer must have. */
export function promptTexts({
  prompt,
  responseFormat,
  tools = [],
}: LanguageModelV4CallOptions): readonly string[] {
  const schema =
    responseFormat?.type === 'json' && responseFormat.schema ? [JSON.stringify(responseFormat.schema)] : []
  return [...prompt.map(textOf), ...tools.map((tool) => JSON.stringify(tool)), ...schema]
}

/** An upper bound of the tokens that the pictures of a prompt make. */
export function pictureTokens({ prompt }: LanguageModelV4CallOptions, model: ModelId): number {
  return countPictures(prompt) * mediaTokens('image', '', model)
}

export function countPictures(prompt: LanguageModelV4Prompt): number {
  return prompt.flatMap(({ content }) => (typeof content === 'string' ? [] : content.filter(isPicture)))
    .length
}

function textOf({ content }: Message): string {
  if (typeof content === 'string') return content
  const parts: readonly Part[] = content
  return parts
    .filter((part) => !isPicture(part))
    .map((part) => ('text' in part ? part.text : JSON.stringify(part)))
    .join('\n')
}

function isPicture(part: Part): boolean {
  return part.type === 'file' && part.mediaType.startsWith('image/')
}
