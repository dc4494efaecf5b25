import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/** The binary of a part of augurs. Left to itself, the package asks an address for it; it stands beside its script. */
export function augursBinary(part: 'mstl' | 'changepoint'): Uint8Array {
  const script = fileURLToPath(import.meta.resolve(`@bsull/augurs/${part}`))
  return readFileSync(script.replace(/\.js$/, '_bg.wasm'))
}
