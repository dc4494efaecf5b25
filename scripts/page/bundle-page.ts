import { readFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

const root = fileURLToPath(new URL('../../', import.meta.url))
const browser = 'src/surfaces/http/page/browser'
/** What the bundle is made of besides our own, with the licence of each. */
const bundled = ['preact', '@preact/signals', '@preact/signals-core', 'htm', 'uplot'] as const

/** The folder whose files the page is served from. */
export const distFolder = join(root, 'src/surfaces/http/page/dist')

/** The files that the browser gets, by name; each name carries the hash of what is in it. */
export async function bundlePage(): Promise<ReadonlyMap<string, string>> {
  const { outputFiles } = await build({
    absWorkingDir: root,
    entryPoints: [`${browser}/page.ts`, `${browser}/page.css`],
    outdir: distFolder,
    entryNames: '[name]-[hash]',
    chunkNames: '[name]-[hash]',
    bundle: true,
    splitting: true,
    minify: true,
    format: 'esm',
    target: 'es2023',
    charset: 'utf8',
    legalComments: 'none',
    write: false,
  })
  const files = outputFiles.map(({ path, text }): [string, string] => [basename(path), text])
  return new Map([...files, ['licences.txt', await licences()]])
}

async function licences(): Promise<string> {
  const texts = await Promise.all(
    bundled.map(
      async (name) => `${name}\n\n${await readFile(join(root, 'node_modules', name, 'LICENSE'), 'utf8')}`,
    ),
  )
  return texts.join(`\n${'-'.repeat(80)}\n\n`)
}
