import { readdirSync, readFileSync } from 'node:fs'
import { extname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { brotliCompressSync } from 'node:zlib'

const folder = fileURLToPath(new URL('dist/', import.meta.url))
const types: Readonly<Record<string, string>> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
}

/** What the page is made of, as `npm run build:page` has written it. */
export class PageAssets {
  readonly #names = readdirSync(folder)
  readonly #compressed = new Map<string, Buffer<ArrayBuffer>>()
  readonly script = this.#named('page-', '.js')
  readonly styles = this.#named('page-', '.css')

  /** Undefined for a name that is none of ours. */
  answer(name: string, acceptEncoding: string | undefined): Response | undefined {
    if (!this.#names.includes(name)) return undefined
    const isCompressed = /\bbr\b/.test(acceptEncoding ?? '')
    return new Response(isCompressed ? this.#brotli(name) : readFileSync(join(folder, name)), {
      headers: {
        'content-type': types[extname(name)] ?? 'application/octet-stream',
        // Another content has another name.
        'cache-control': 'public, max-age=31536000, immutable',
        vary: 'accept-encoding',
        ...(isCompressed && { 'content-encoding': 'br' }),
      },
    })
  }

  #brotli(name: string): Buffer<ArrayBuffer> {
    const known = this.#compressed.get(name)
    if (known) return known
    const compressed = Buffer.from(brotliCompressSync(readFileSync(join(folder, name))))
    this.#compressed.set(name, compressed)
    return compressed
  }

  #named(start: string, ending: string): string {
    const found = this.#names.find((name) => name.startsWith(start) && name.endsWith(ending))
    if (found === undefined) throw new Error('The page is not built: npm run build:page')
    return `/assets/${found}`
  }
}
