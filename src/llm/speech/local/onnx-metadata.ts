import { closeSync, fstatSync, openSync, readSync } from 'node:fs'

/** What a model says of itself stands at the end of its file, behind the graph. */
const tailBytes = 256 * 1024

/**
 * What a model says of itself under some names (`metadata_props` of
 * https://github.com/onnx/onnx/blob/main/onnx/onnx.proto, 2026-11). The model is not loaded, and may be no model.
 *
 * @throws where the file cannot be read
 */
export function onnxMetadata(file: string, names: readonly string[]): ReadonlyMap<string, string> {
  const tail = tailOf(file)
  return new Map(
    names.flatMap((name) => {
      const value = valueIn(tail, name)
      return value === undefined ? [] : [[name, value] as const]
    }),
  )
}

function tailOf(file: string): Buffer {
  const descriptor = openSync(file, 'r')
  try {
    const { size } = fstatSync(descriptor)
    const tail = Buffer.alloc(Math.min(size, tailBytes))
    readSync(descriptor, tail, 0, tail.length, size - tail.length)
    return tail
  } finally {
    closeSync(descriptor)
  }
}

/** The fields 1 and 2 of an entry are texts, each behind its tag and its length. */
const tags = { name: 0x0a, value: 0x12 }
/** A longer value would take more than one byte for its length, and none that is asked for is. */
const longestValue = 127

function valueIn(tail: Buffer, name: string): string | undefined {
  const head = Buffer.from([tags.name, name.length, ...Buffer.from(name, 'latin1'), tags.value])
  const at = tail.lastIndexOf(head)
  const length = at < 0 ? undefined : tail[at + head.length]
  if (length === undefined || length > longestValue) return undefined
  const start = at + head.length + 1
  return tail.toString('utf8', start, start + length)
}
