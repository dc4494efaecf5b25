import type { ModelId } from '../pricing/model-id.ts'

/** Parts of a request that are no text. */
const mediaKinds = ['image', 'sound', 'document'] as const
export type MediaKind = (typeof mediaKinds)[number]

const kindsByType: Readonly<Record<string, MediaKind>> = {
  image: 'image',
  image_url: 'image',
  input_image: 'image',
  audio: 'sound',
  input_audio: 'sound',
  document: 'document',
  file: 'document',
  input_file: 'document',
  container_upload: 'document',
}

export function mediaKindOf(part: object): MediaKind | undefined {
  const type = 'type' in part ? part.type : undefined
  return typeof type === 'string' ? kindsByType[type] : undefined
}

/**
 * What an image makes at most. gpt-4o-mini counts 2,833 and eight tiles of 5,667; others are cut into at most 10,000 patches:
 * https://platform.openai.com/docs/guides/images-vision; Anthropic: https://platform.claude.com/docs/en/build-with-claude/vision (2026-11).
 */
function mostImageTokens({ provider, model }: ModelId): number {
  if (provider === 'anthropic') return 5_000
  return /gpt-4o-mini/i.test(model) ? 48_169 : 12_000
}

/** No recording has fewer bytes a second than 1,000, and none makes more than 25 tokens of one. */
const bytesPerSoundToken = 40
/** A page of a document makes 3,000 tokens of text and an image, and has no fewer than 2,000 bytes. */
const documentTokensPerByte = 4
/** Of a document that is not in the request, and of one that is longer: what fits into most models. */
const mostDocumentTokens = 200_000

/** An upper bound of the tokens that a part makes; its data as base64, or nothing where it is named alone. */
export function mediaTokens(kind: MediaKind, data: string, model: ModelId): number {
  const bytes = Math.ceil((data.length * 3) / 4)
  switch (kind) {
    case 'image':
      return mostImageTokens(model)
    case 'sound':
      return bytes === 0 ? mostDocumentTokens : Math.ceil(bytes / bytesPerSoundToken)
    case 'document':
      return bytes === 0 ? mostDocumentTokens : Math.min(bytes * documentTokensPerByte, mostDocumentTokens)
    default:
      return kind satisfies never
  }
}
