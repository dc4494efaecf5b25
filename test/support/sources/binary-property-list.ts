type Value = string | Uint8Array | { readonly [name: string]: Value }

const references = 2

/** A binary property list of dictionaries, strings and data, as Apple's programs write them (CFBinaryPList.c). */
export function binaryPropertyList(value: Value): Uint8Array {
  const objects: Buffer[] = []
  const add = (one: Value): number => {
    const index = objects.push(Buffer.alloc(0)) - 1
    objects[index] = encoded(one)
    return index
  }
  const encoded = (one: Value): Buffer => {
    if (typeof one === 'string') return Buffer.concat([marker(0x50, one.length), Buffer.from(one, 'latin1')])
    if (one instanceof Uint8Array) return Buffer.concat([marker(0x40, one.byteLength), one])
    const entries = Object.entries(one)
    const all = [...entries.map(([name]) => add(name)), ...entries.map(([, inner]) => add(inner))]
    return Buffer.concat([marker(0xd0, entries.length), ...all.map((index) => number(index, references))])
  }
  add(value)
  const offsets: Buffer[] = []
  let at = 8
  for (const object of objects) {
    offsets.push(number(at, 4))
    at += object.length
  }
  const trailer = Buffer.alloc(32)
  trailer.set([4, references], 6)
  trailer.writeBigUInt64BE(BigInt(objects.length), 8)
  trailer.writeBigUInt64BE(BigInt(at), 24)
  return Buffer.concat([Buffer.from('bplist00'), ...objects, ...offsets, trailer])
}

/** Lengths from 15 on stand in an integer of their own. */
function marker(kind: number, length: number): Buffer {
  return length < 15
    ? Buffer.of(kind | length)
    : Buffer.concat([Buffer.of(kind | 15, 0x12), number(length, 4)])
}

function number(value: number, bytes: number): Buffer {
  const written = Buffer.alloc(bytes)
  written.writeUIntBE(value, 0, bytes)
  return written
}
