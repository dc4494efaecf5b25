/** As `onnx.proto` numbers them: https://github.com/onnx/onnx/blob/main/onnx/onnx.proto (2026-11). */
const elementTypes = { float: 1, int32: 6, int64: 7 } as const
type ElementType = keyof typeof elementTypes

export interface TensorInfo {
  readonly name: string
  readonly type: ElementType
  /** Names stand for lengths that are not fixed. */
  readonly shape: readonly (number | string)[]
}

export interface OnnxNode {
  readonly does: string
  readonly inputs: readonly string[]
  readonly outputs: readonly string[]
  readonly attributes?: Readonly<Record<string, number>>
}

export interface OnnxGraph {
  readonly inputs: readonly TensorInfo[]
  readonly outputs: readonly TensorInfo[]
  readonly nodes: readonly OnnxNode[]
  /** Fixed tensors: whole numbers, or of 32-bit floats. */
  readonly constants?: Readonly<Record<string, readonly number[] | number | Zeros>>
  readonly metadata?: Readonly<Record<string, string | number>>
}

/** Floats that are all zero. */
interface Zeros {
  readonly zeros: readonly number[]
}

/** A model that the ONNX runtime loads, in the format's own bytes. */
export function onnxModel(graph: OnnxGraph): Uint8Array {
  const { inputs, outputs, nodes, constants = {}, metadata = {} } = graph
  const parts = [
    ...nodes.map((node) => bytes(1, nodeOf(node))),
    text(2, 'tiny'),
    ...Object.entries(constants).map(([name, value]) => bytes(5, constantOf(name, value))),
    ...inputs.map((info) => bytes(11, infoOf(info))),
    ...outputs.map((info) => bytes(12, infoOf(info))),
  ]
  return Buffer.concat([
    number(1, 8),
    bytes(7, Buffer.concat(parts)),
    bytes(8, number(2, 17)),
    ...Object.entries(metadata).map(([key, value]) =>
      bytes(14, Buffer.concat([text(1, key), text(2, String(value))])),
    ),
  ])
}

function nodeOf({ does, inputs, outputs, attributes = {} }: OnnxNode): Buffer {
  const attribute = ([name, value]: [string, number]) =>
    bytes(5, Buffer.concat([text(1, name), number(3, value), number(20, 2)]))
  return Buffer.concat([
    ...inputs.map((input) => text(1, input)),
    ...outputs.map((output) => text(2, output)),
    text(4, does),
    ...Object.entries(attributes).map(attribute),
  ])
}

function constantOf(name: string, value: readonly number[] | number | Zeros): Buffer {
  if (typeof value === 'object' && 'zeros' in value) {
    const count = value.zeros.reduce((product, length) => product * length, 1)
    return tensor(name, 'float', value.zeros, new Uint8Array(4 * count))
  }
  const data = BigInt64Array.from(typeof value === 'number' ? [value] : value, BigInt)
  return tensor(name, 'int64', typeof value === 'number' ? [] : [data.length], new Uint8Array(data.buffer))
}

function tensor(name: string, type: ElementType, shape: readonly number[], data: Uint8Array): Buffer {
  return Buffer.concat([
    ...shape.map((length) => number(1, length)),
    number(2, elementTypes[type]),
    text(8, name),
    bytes(9, data),
  ])
}

function infoOf({ name, type, shape }: TensorInfo): Buffer {
  const lengths = shape.map((length) =>
    bytes(1, typeof length === 'number' ? number(1, length) : text(2, length)),
  )
  const tensorType = Buffer.concat([number(1, elementTypes[type]), bytes(2, Buffer.concat(lengths))])
  return Buffer.concat([text(1, name), bytes(2, bytes(1, tensorType))])
}

/** https://protobuf.dev/programming-guides/encoding (2026-11) */
function number(field: number, value: number): Buffer {
  return Buffer.concat([varint(field << 3), varint(value)])
}

function text(field: number, value: string): Buffer {
  return bytes(field, Buffer.from(value))
}

function bytes(field: number, value: Uint8Array): Buffer {
  return Buffer.concat([varint((field << 3) | 2), varint(value.byteLength), value])
}

function varint(value: number): Buffer {
  const digits: number[] = []
  for (let rest = value; ; rest = Math.floor(rest / 128)) {
    if (rest < 128) return Buffer.from([...digits, rest])
    digits.push((rest % 128) | 128)
  }
}
