import { DefaultDeserializer, DefaultSerializer } from 'node:v8'

/** The hooks of Node's serialiser (https://nodejs.org/api/v8.html, 2026-11), which its types leave out. */
declare module 'node:v8' {
  interface DefaultSerializer {
    _writeHostObject(view: NodeJS.ArrayBufferView): void
  }
  interface DefaultDeserializer {
    _readHostObject(): unknown
  }
}

/** Smaller arrays are quicker copied than written by themselves. */
const leastBytesApart = 64 * 1024
const apart = 1
const within = 0

/** Serialises a value with its large byte arrays left out, to be written as they lie in memory. */
class FrameSerializer extends DefaultSerializer {
  readonly parts: Uint8Array[] = []

  override _writeHostObject(view: NodeJS.ArrayBufferView): void {
    if (!(view instanceof Uint8Array) || view.byteLength < leastBytesApart) {
      this.writeUint32(within)
      super._writeHostObject(view)
      return
    }
    this.writeUint32(apart)
    this.writeUint32(this.parts.push(view) - 1)
  }
}

class FrameDeserializer extends DefaultDeserializer {
  readonly #parts: readonly Uint8Array[]

  constructor(serialised: Uint8Array, parts: readonly Uint8Array[]) {
    super(serialised)
    this.#parts = parts
  }

  override _readHostObject(): unknown {
    return this.readUint32() === apart ? this.#parts[this.readUint32()] : super._readHostObject()
  }
}

/** A message as the buffers to be written one after another: how many parts there are, how long each is, then the parts. */
export function frameOf(message: unknown): readonly Uint8Array[] {
  const serializer = new FrameSerializer()
  serializer.writeHeader()
  serializer.writeValue(message)
  const parts = [serializer.releaseBuffer(), ...serializer.parts]
  const head = Uint32Array.of(parts.length, ...parts.map(({ byteLength }) => byteLength))
  return [new Uint8Array(head.buffer), ...parts]
}

/** Asks for so many bytes at a time, is given them, and returns the message that they make. */
export function* readFrame(): Generator<number, unknown, Uint8Array<ArrayBuffer>> {
  const [count = 0] = wordsIn(yield Uint32Array.BYTES_PER_ELEMENT)
  const lengths = wordsIn(yield count * Uint32Array.BYTES_PER_ELEMENT)
  const parts: Uint8Array[] = []
  for (const length of lengths) parts.push(length === 0 ? new Uint8Array() : yield length)
  const [serialised = new Uint8Array(), ...others] = parts
  const deserializer = new FrameDeserializer(serialised, others)
  deserializer.readHeader()
  return deserializer.readValue()
}

function wordsIn({ buffer }: Uint8Array<ArrayBuffer>): Uint32Array {
  return new Uint32Array(buffer)
}

/** Puts the messages together again that come in chunks of any size. */
export class FrameReader {
  readonly #onMessage: (message: unknown) => void
  #frame = readFrame()
  #wanted = new Uint8Array()
  #filled = 0

  constructor(onMessage: (message: unknown) => void) {
    this.#onMessage = onMessage
    this.#goOn()
  }

  push(chunk: Uint8Array): void {
    for (let from = 0; from < chunk.byteLength; ) {
      const taken = chunk.subarray(from, from + this.#wanted.byteLength - this.#filled)
      this.#wanted.set(taken, this.#filled)
      this.#filled += taken.byteLength
      from += taken.byteLength
      if (this.#filled === this.#wanted.byteLength) this.#goOn()
    }
  }

  #goOn(): void {
    const step = this.#frame.next(this.#wanted)
    this.#filled = 0
    if (!step.done) {
      this.#wanted = new Uint8Array(step.value)
      return
    }
    this.#frame = readFrame()
    this.#goOn()
    this.#onMessage(step.value)
  }
}
