/** Work that the tests of workers have done; `kind` says what. */
export async function work({ kind, bytes }: { readonly kind: JobKind; readonly bytes?: Uint8Array }) {
  return kinds[kind](bytes)
}

export type JobKind = keyof typeof kinds

const held: unknown[] = []

const kinds = {
  process: () => process.pid,
  environment: () => Object.keys(process.env),
  bytes: (bytes: Uint8Array | undefined) => bytes && { bytes, first: bytes[0], last: bytes.at(-1) },
  text: () => 'щ'.repeat(3_000_000),
  throwing: () => {
    throw new RangeError('No such range.')
  },
  talking: () => {
    console.log('a library says something')
    return 'heard'
  },
  endless: () => {
    for (;;);
  },
  /** Within the engine, where no thread could be ended. */
  normalising: () => {
    const text = 'é'.repeat(20_000_000)
    for (;;) held.push(text.normalize('NFD').length)
  },
  objects: () => {
    for (;;) held.push({ held: [1, 2, 3] })
  },
  /** Ends a thread's whole process at once. */
  map: () => {
    const numbers = new Map<number, number>()
    for (let number = 0; ; number += 1) numbers.set(number, number)
  },
  buffers: () => {
    for (;;) held.push(new Uint8Array(10_000_000).fill(1))
  },
  filling: () => held.push(new Uint8Array(500_000_000).fill(1)),
  leaving: () => process.exit(3),
} as const satisfies Record<string, (bytes?: Uint8Array) => unknown>
