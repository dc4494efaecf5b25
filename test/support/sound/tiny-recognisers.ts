import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type OnnxNode, onnxModel, type TensorInfo } from './onnx-model.ts'

/**
 * Recognisers that hear one sentence in whatever speech they are given, in the files and with the tensors of the real ones: the library
 * loads and runs them as such.
 */
export const heardSentence = 'The harbour of Lisbon moved 12 million tonnes of cargo in 2025.'
const words = heardSentence.split(' ').map((word) => `▁${word}`)

const float = (name: string, ...shape: readonly (number | string)[]): TensorInfo => ({
  name,
  type: 'float',
  shape,
})
const int32 = (name: string, ...shape: readonly (number | string)[]): TensorInfo => ({
  name,
  type: 'int32',
  shape,
})
const int64 = (name: string, ...shape: readonly (number | string)[]): TensorInfo => ({
  name,
  type: 'int64',
  shape,
})
const node = (
  does: string,
  inputs: readonly string[],
  output: string,
  attributes: Readonly<Record<string, number>> = {},
): OnnxNode => ({ does, inputs, outputs: [output], attributes })

/** Longer than any stretch of speech that is heard at once. */
const mostPlaces = 1_500
const constants = { zero: 0, one: 1, first: [0], off_on: [0, 1] }
const castToFloat = { to: 1 }

/** Tokens of places `from` to `to`, as one batch of rows with a one in the place of the token. */
function rowsFor(from: string, to: string, output: string): readonly OnnxNode[] {
  return [
    node('Range', [from, to, 'one'], 'places'),
    node('Gather', ['table', 'places'], 'tokens_there'),
    node('Unsqueeze', ['tokens_there', 'first'], 'batch'),
    node('OneHot', ['batch', 'depth', 'off_on'], 'rows'),
    node('Cast', ['rows'], output, castToFloat),
  ]
}

function lengthOf(tensor: string, output: string): readonly OnnxNode[] {
  return [node('Shape', [tensor], `${tensor}_shape`), node('Gather', [`${tensor}_shape`, 'one'], output)]
}

/** A token for each place, then the same for all. */
function table(tokens: readonly number[], rest: number): readonly number[] {
  return Array.from({ length: mostPlaces }, (_, place) => tokens[place] ?? rest)
}

const write = (folder: string, files: Readonly<Record<string, Uint8Array | string>>): string => {
  mkdirSync(folder, { recursive: true })
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content)
  return folder
}

const listOf = (tokens: readonly string[]) => tokens.map((token, id) => `${token} ${id}\n`).join('')
const spoken = (tokens: readonly string[]) => words.map((word) => tokens.indexOf(word))

/** Frames of speech, four times as fast as the tokens. */
const frames = [float('x', 'N', 'T', 80), int64('x_lens', 'N')]
const quarterOfFrames = [...lengthOf('x', 'length'), node('Div', ['length', 'four'], 'end')]
const endOfEach = (output: string) => node('Unsqueeze', ['end', 'first'], output)

export function writeSenseVoice(folder: string): string {
  const tokens = ['<unk>', '<s>', '</s>', '<|en|>', '<|NEUTRAL|>', '<|Speech|>', '<|withitn|>', ...words]
  const said = spoken(tokens).flatMap((token) => [token, 0])
  const model = onnxModel({
    inputs: [
      float('x', 'N', 'T', 560),
      int32('x_length', 'N'),
      int32('language', 'N'),
      int32('text_norm', 'N'),
    ],
    outputs: [float('logits', 'N', 'L', tokens.length)],
    nodes: [
      ...lengthOf('x', 'length'),
      node('Add', ['length', 'four'], 'end'),
      ...rowsFor('zero', 'end', 'logits'),
    ],
    constants: { ...constants, four: 4, table: table([3, 4, 5, 6, ...said], 0), depth: tokens.length },
    metadata: {
      ...{
        model_type: 'sense_voice_ctc',
        vocab_size: tokens.length,
        lfr_window_size: 7,
        lfr_window_shift: 6,
      },
      ...{ normalize_samples: 0, with_itn: 14, without_itn: 15, lang_auto: 0, lang_zh: 3, lang_en: 4 },
      ...{ lang_ja: 11, lang_ko: 12, lang_yue: 7 },
      neg_mean: Array(560).fill(0).join(','),
      inv_stddev: Array(560).fill(1).join(','),
    },
  })
  return write(folder, { 'model.int8.onnx': model, 'tokens.txt': listOf(tokens) })
}

export function writeZipformerCtc(folder: string): string {
  const tokens = ['<blk>', '<unk>', ...words]
  const said = spoken(tokens).flatMap((token) => [token, 0])
  const model = onnxModel({
    inputs: frames,
    outputs: [float('log_probs', 'N', 'L', tokens.length), int64('log_probs_len', 'N')],
    nodes: [...quarterOfFrames, ...rowsFor('zero', 'end', 'log_probs'), endOfEach('log_probs_len')],
    constants: { ...constants, four: 4, table: table(said, 0), depth: tokens.length },
    metadata: { model_type: 'zipformer2_ctc', version: 1 },
  })
  return write(folder, { 'model.onnx': model, 'tokens.txt': listOf(tokens) })
}

export function writeZipformer(folder: string, about: Readonly<Record<string, string>> = {}): string {
  const tokens = ['<blk>', '<sos/eos>', '<unk>', ...words]
  const said = spoken(tokens).flatMap((token) => [token, 0])
  const depth = tokens.length
  const encoder = onnxModel({
    inputs: frames,
    outputs: [float('encoder_out', 'N', 'L', depth), int64('encoder_out_lens', 'N')],
    nodes: [...quarterOfFrames, ...rowsFor('zero', 'end', 'encoder_out'), endOfEach('encoder_out_lens')],
    constants: { ...constants, four: 4, table: table(said, 0), depth },
    metadata: { model_type: 'zipformer2', version: 1, ...about },
  })
  const decoder = onnxModel({
    inputs: [int64('y', 'N', 2)],
    outputs: [float('decoder_out', 'N', depth)],
    nodes: [node('Cast', ['y'], 'given', castToFloat), node('MatMul', ['given', 'nothing'], 'decoder_out')],
    constants: { nothing: { zeros: [2, depth] } },
    metadata: { vocab_size: depth, context_size: 2 },
  })
  const joiner = onnxModel({
    inputs: [float('encoder_out', 'N', depth), float('decoder_out', 'N', depth)],
    outputs: [float('logit', 'N', depth)],
    nodes: [node('Add', ['encoder_out', 'decoder_out'], 'logit')],
    metadata: { joiner_dim: depth },
  })
  return write(folder, {
    'encoder-epoch-30-avg-1.int8.onnx': encoder,
    'encoder-epoch-30-avg-1.onnx': 'the larger one, which is left alone',
    'decoder-epoch-30-avg-1.onnx': decoder,
    'joiner-epoch-30-avg-1.int8.onnx': joiner,
    'tokens.txt': listOf(tokens),
  })
}

/** Whisper names times among its words, every fiftieth of a second of half a minute. */
const timesOfWhisper = Array.from({ length: 1_501 }, (_, index) => `<|${(index / 50).toFixed(2)}|>`)

/** A sentence, from a second of what is heard to another. */
export type HeardBetween = readonly [sentence: string, from: number, to: number]

export function writeWhisper(
  folder: string,
  heard: readonly HeardBetween[] = [[heardSentence, 0.2, 2.4]],
): string {
  const special = ['<sot>', '<eot>', '<en>', '<de>', '<transcribe>', '<translate>', '<nospeech>']
  const sentences = heard.map(([sentence]) => sentence.split(' ').map((word) => `▁${word}`))
  const known = [...new Set(sentences.flat())]
  const noTimes = special.length + known.length
  const tokens = [...special, ...known, '<notimestamps>', ...timesOfWhisper]
  const said = heard.flatMap(([, from, to], index) => [
    noTimes + 1 + Math.round(from * 50),
    ...(sentences[index] ?? []).map((word) => tokens.indexOf(word)),
    noTimes + 1 + Math.round(to * 50),
  ])
  const cache = (name: string) => float(name, 1, 1, 'C', 1)
  const encoder = onnxModel({
    inputs: [float('mel', 1, 80, 'T')],
    outputs: [cache('cross_k'), cache('cross_v')],
    nodes: [node('Identity', ['nothing'], 'cross_k'), node('Identity', ['nothing'], 'cross_v')],
    constants: { nothing: { zeros: [1, 1, 1, 1] } },
    metadata: {
      ...{ model_type: 'whisper-tiny', n_mels: 80, n_audio_ctx: 1500, n_text_layer: 1, n_text_ctx: 448 },
      ...{
        n_text_state: 1,
        n_vocab: tokens.length,
        sot: 0,
        eot: 1,
        blank_id: special.length,
        translate: 5,
        transcribe: 4,
      },
      ...{ is_multilingual: 1, no_timestamps: noTimes, no_speech: 6, sot_sequence: '0,2,4' },
      ...{ all_language_tokens: '2,3', all_language_codes: 'en,de' },
    },
  })
  const decoder = onnxModel({
    inputs: [
      int64('tokens', 1, 'L'),
      ...[cache('self_k'), cache('self_v'), cache('cross_k'), cache('cross_v')],
      int64('offset', 1),
    ],
    outputs: [float('logits', 1, 'L', tokens.length), cache('out_self_k'), cache('out_self_v')],
    nodes: [
      ...lengthOf('tokens', 'length'),
      node('Squeeze', ['offset', 'first'], 'start'),
      node('Add', ['start', 'length'], 'end'),
      ...rowsFor('start', 'end', 'logits'),
      node('Identity', ['self_k'], 'out_self_k'),
      node('Identity', ['self_v'], 'out_self_v'),
    ],
    // The language first; the words behind the three tokens that it is given. All times together weigh less than a word.
    constants: { ...constants, off_on: [0, 100], table: table([2, 1, ...said], 1), depth: tokens.length },
  })
  const encoded = tokens.map((token) => Buffer.from(token.replace('▁', ' ')).toString('base64'))
  return write(folder, {
    'tiny-encoder.int8.onnx': encoder,
    'tiny-decoder.int8.onnx': decoder,
    'tiny-tokens.txt': listOf(encoded),
  })
}

export function writeMoonshine(folder: string): string {
  const tokens = ['<unk>', '<s>', '</s>', ...words]
  const preprocess = onnxModel({
    inputs: [float('audio', 1, 'S')],
    outputs: [float('features', 1, 'T', 1)],
    nodes: [
      ...lengthOf('audio', 'length'),
      node('Div', ['length', 'samples'], 'count'),
      node('Unsqueeze', ['count', 'first'], 'counted'),
      node('Concat', ['single', 'counted', 'single'], 'shape', { axis: 0 }),
      node('ConstantOfShape', ['shape'], 'features'),
    ],
    constants: { ...constants, samples: 384, single: [1] },
  })
  const encode = onnxModel({
    inputs: [float('features', 1, 'T', 1), int32('features_len', 1)],
    outputs: [float('encoded', 1, 'T', 1)],
    nodes: [node('Identity', ['features'], 'encoded')],
  })
  const decode = (...states: readonly TensorInfo[]) =>
    onnxModel({
      inputs: [int32('token', 1, 1), float('encoded', 1, 'T', 1), int32('seq_len', 1), ...states],
      outputs: [float('logits', 1, 1, tokens.length), float('next_state', 1)],
      nodes: [
        node('Cast', ['seq_len'], 'place', { to: 7 }),
        node('Gather', ['table', 'place'], 'token_there'),
        node('Unsqueeze', ['token_there', 'first'], 'batch'),
        node('OneHot', ['batch', 'depth', 'off_on'], 'rows'),
        node('Cast', ['rows'], 'logits', castToFloat),
        node('Identity', ['nothing'], 'next_state'),
      ],
      constants: {
        ...constants,
        nothing: { zeros: [1] },
        table: table([0, ...spoken(tokens)], 2),
        depth: tokens.length,
      },
    })
  return write(folder, {
    'preprocess.onnx': preprocess,
    'encode.int8.onnx': encode,
    'uncached_decode.int8.onnx': decode(),
    'cached_decode.int8.onnx': decode(float('state', 1)),
    'tokens.txt': listOf(tokens),
  })
}
