import { readdirSync, statSync } from 'node:fs'
import { basename, join, resolve } from 'node:path'
import { onnxMetadata } from './onnx-metadata.ts'

export type RecogniserKind =
  | 'whisper'
  | 'moonshine'
  | 'moonshine_v2'
  | 'sense_voice'
  | 'zipformer'
  | 'zipformer_ctc'
  | 'nemo'
  | 'nemo_ctc'

/** A recogniser of speech that lies in a folder of the operator's. */
export interface RecogniserFolder {
  readonly kind: RecogniserKind
  /** Of the folder, without where that is. */
  readonly name: string
  readonly folder: string
  /** Paths of its parts, by what they are to it. */
  readonly parts: Readonly<Record<string, string>>
  readonly tokens: string
  readonly bytes: number
}

/** Why a folder has no recogniser that can be used. */
export type RecogniserProblem =
  | { readonly problem: 'no_folder' | 'no_model' | 'no_tokens' | 'streaming' }
  /** `part`: what is missing of it. */
  | { readonly problem: 'incomplete'; readonly part: string }
  /** `type`: what the model calls itself; empty where it does not. */
  | { readonly problem: 'unknown_kind'; readonly type: string }

/**
 * Tells a recogniser by the files in its folder, as they are published for sherpa-onnx
 * (https://github.com/k2-fsa/sherpa-onnx/releases/tag/asr-models, 2026-11), and by what its model says of itself. Nothing is loaded.
 */
export function readRecogniserFolder(path: string): RecogniserFolder | RecogniserProblem {
  const folder = resolve(path)
  const files = filesIn(folder)
  if (!files) return { problem: 'no_folder' }
  const models = files.filter((name) => /\.(onnx|ort)$/.test(name))
  if (models.length === 0) return { problem: 'no_model' }
  const found = kindOf(folder, models, files)
  if ('problem' in found) return found
  const tokens = tokensBeside(found, files)
  if (tokens === undefined) return { problem: 'no_tokens' }
  const parts = Object.entries(found.parts)
  const weights = files.filter((name) => /\.(weights|data)$/.test(name))
  return {
    kind: found.kind,
    name: basename(folder),
    folder,
    parts: Object.fromEntries(parts.map(([part, name]) => [part, join(folder, name)])),
    tokens: join(folder, tokens),
    bytes: [...parts.map(([, name]) => name), ...weights].reduce(
      (sum, name) => sum + statSync(join(folder, name)).size,
      0,
    ),
  }
}

function filesIn(folder: string): readonly string[] | undefined {
  try {
    return readdirSync(folder).sort()
  } catch {
    return undefined
  }
}

interface Found {
  readonly kind: RecogniserKind
  /** Names of files. */
  readonly parts: Readonly<Record<string, string>>
}

function kindOf(
  folder: string,
  models: readonly string[],
  files: readonly string[],
): Found | RecogniserProblem {
  const named = (pattern: RegExp) => preferred(models.filter((name) => pattern.test(name)))
  const mergedDecoder = named(/^decoder_model_merged\b/)
  if (mergedDecoder !== undefined)
    return whole('moonshine_v2', { encoder: named(/^encoder_model\b/), mergedDecoder })
  const preprocessor = named(/^preprocess\b/)
  if (preprocessor !== undefined)
    return whole('moonshine', {
      preprocessor,
      encoder: named(/^encode\b/),
      uncachedDecoder: named(/^uncached_decode\b/),
      cachedDecoder: named(/^cached_decode\b/),
    })
  const [encoder, decoder, joiner] = [
    named(/(^|-)encoder\b/),
    named(/(^|-)decoder\b/),
    named(/(^|-)joiner\b/),
  ]
  const about = (name: string) => onnxMetadata(join(folder, name), ['model_type', 'decode_chunk_len'])
  if (encoder === undefined && joiner === undefined && decoder === undefined) return single(models, about)
  if (encoder === undefined) return { problem: 'incomplete', part: 'encoder' }
  const told = about(encoder)
  const type = told.get('model_type') ?? ''
  if (joiner === undefined && isWhisper(type, encoder, files)) return whole('whisper', { encoder, decoder })
  if (joiner === undefined)
    return type === '' || isTransducer(type)
      ? { problem: 'incomplete', part: 'joiner' }
      : { problem: 'unknown_kind', type }
  if (told.has('decode_chunk_len') || /streaming/i.test(folder)) return { problem: 'streaming' }
  return whole(/^EncDec/.test(type) ? 'nemo' : 'zipformer', { encoder, decoder, joiner })
}

/** Smaller and quicker, and as good as equal. */
function preferred(names: readonly string[]): string | undefined {
  return names.find((name) => name.includes('.int8.')) ?? names[0]
}

function whole(
  kind: RecogniserKind,
  parts: Readonly<Record<string, string | undefined>>,
): Found | RecogniserProblem {
  const present = Object.entries(parts).flatMap(([part, name]) =>
    name === undefined ? [] : [[part, name] as const],
  )
  const missing = Object.keys(parts).find((part) => parts[part] === undefined)
  return missing === undefined
    ? { kind, parts: Object.fromEntries(present) }
    : { problem: 'incomplete', part: missing }
}

/** Exported by sherpa-onnx under the name of the model, its tokens too: `tiny.en-encoder.int8.onnx`, `tiny.en-tokens.txt`. */
function isWhisper(type: string, encoder: string, files: readonly string[]): boolean {
  const [prefix = ''] = encoder.split('encoder')
  return type.startsWith('whisper') || (type === '' && prefix !== '' && files.includes(`${prefix}tokens.txt`))
}

function isTransducer(type: string): boolean {
  return /^(zipformer|conformer|EncDec)/.test(type)
}

const kindsByType: Readonly<Record<string, RecogniserKind>> = {
  sense_voice_ctc: 'sense_voice',
  zipformer2_ctc: 'zipformer_ctc',
  EncDecCTCModel: 'nemo_ctc',
  EncDecCTCModelBPE: 'nemo_ctc',
  EncDecHybridRNNTCTCBPEModel: 'nemo_ctc',
}

/** All of it in one file. */
function single(
  models: readonly string[],
  about: (name: string) => ReadonlyMap<string, string>,
): Found | RecogniserProblem {
  const model = preferred(models)
  if (model === undefined) return { problem: 'no_model' }
  const told = about(model)
  const type = told.get('model_type') ?? ''
  if (told.has('decode_chunk_len')) return { problem: 'streaming' }
  const kind = kindsByType[type]
  return kind === undefined ? { problem: 'unknown_kind', type } : { kind, parts: { model } }
}

/** What the numbers that the model writes stand for. */
function tokensBeside({ parts: { encoder = '' } }: Found, files: readonly string[]): string | undefined {
  const [prefix = ''] = encoder.split('encoder')
  const all = files.filter((name) => /(^|-)tokens\.txt$/.test(name))
  return (
    all.find((name) => name === `${prefix}tokens.txt`) ?? all.find((name) => name === 'tokens.txt') ?? all[0]
  )
}
