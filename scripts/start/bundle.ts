import { readFileSync } from 'node:fs'
import { isBuiltin } from 'node:module'
import { basename, join, relative, sep } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build, type Plugin, stop } from 'esbuild'
import { bundleName, type Entry } from './bundle-place.ts'
import { type BundleInput, readInput } from './bundle-record.ts'
import { isBundledPackage, nameOfPackage } from './bundled-packages.ts'

export interface Bundle {
  readonly files: readonly { readonly name: string; readonly text: string }[]
  /** Own files, and what says which version of a package it is. */
  readonly inputs: readonly BundleInput[]
}

/** What a program starts with in few files instead of a thousand; what it loads later stays apart. */
export async function bundle(folder: string, entry: Entry): Promise<Bundle> {
  const own = new Map<string, BundleInput>()
  const { outputFiles, metafile } = await build({
    absWorkingDir: folder,
    entryPoints: { [bundleName(entry)]: entry },
    outdir: join(folder, 'node_modules', '.cache', 'autointel', 'copy', 'bundle'),
    outExtension: { '.js': '.mjs' },
    chunkNames: '[name]-[hash]',
    bundle: true,
    splitting: true,
    write: false,
    metafile: true,
    format: 'esm',
    platform: 'node',
    target: `node${process.versions.node}`,
    minifyWhitespace: true,
    minifySyntax: true,
    keepNames: false,
    sourcemap: 'linked',
    sourcesContent: false,
    logLevel: 'silent',
    plugins: [ownFiles(folder, own), partsOfNode, packages(folder)],
  }).finally(() => stop())
  const manifests = new Set(Object.keys(metafile.inputs).flatMap((path) => manifestOf(path)))
  return {
    files: outputFiles.map(({ path, text }) => ({ name: basename(path), text: withRequire(folder, text) })),
    inputs: [...own.values(), ...[...manifests].map((path) => readInput(folder, path).input)],
  }
}

/** Own files keep their addresses, by which they find what lies beside them. */
function ownFiles(folder: string, read: Map<string, BundleInput>): Plugin {
  return {
    name: 'own files',
    setup({ onLoad }) {
      onLoad({ filter: /\.ts$/ }, ({ path }) => {
        if (path.includes(`${sep}node_modules${sep}`)) return undefined
        const { text, input } = readInput(folder, relative(folder, path))
        read.set(input[0], input)
        const url = JSON.stringify(pathToFileURL(path).href)
        return { contents: text.replaceAll('import.meta.url', url), loader: 'ts' }
      })
    },
  }
}

/**
 * What own files import of other packages stays outside, unless the program starts with it. What a package imports goes with it, unless it
 * is one that own files import as well: there is to be one of each.
 */
function packages(folder: string): Plugin {
  const { dependencies } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
    readonly dependencies: Readonly<Record<string, string>>
  }
  return {
    name: 'packages',
    setup({ onResolve, resolve }) {
      onResolve({ filter: /^[^./]/ }, async ({ path, kind, importer, resolveDir, pluginData }) => {
        if (pluginData === resolving || kind === 'entry-point' || isBuiltin(path)) return undefined
        const name = nameOfPackage(path)
        if (isBundledPackage(name)) return undefined
        if (!importer.includes(`${sep}node_modules${sep}`)) return { path, external: true }
        if (!(name in dependencies)) return undefined
        const found = await resolve(path, { kind, importer, resolveDir, pluginData: resolving })
        const isSame = found.path.startsWith(join(folder, 'node_modules', name) + sep)
        return isSame ? { path, external: true } : undefined
      })
    },
  }
}

/** Importing a part of Node as a module makes all that it has lazily, which takes longer than to load the part. */
const partsOfNode: Plugin = {
  name: 'parts of Node',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^[a-z]/ }, ({ path, kind }) =>
      isBuiltin(path) && kind !== 'entry-point' ? { path, namespace: 'node' } : undefined,
    )
    onLoad({ filter: /^/, namespace: 'node' }, ({ path }) => ({
      contents: `module.exports = process.getBuiltinModule(${JSON.stringify(path)})`,
    }))
  },
}

const resolving = Symbol('resolving')

/** The package.json of the package that a file is of. */
function manifestOf(path: string): readonly string[] {
  const [, manifest] = /^(.*node_modules\/(?:@[^/]+\/)?[^/]+\/)/.exec(path) ?? []
  return manifest === undefined ? [] : [`${manifest}package.json`]
}

/** CommonJS packages in a bundle ask for the parts of Node by `require`, which modules do not have. */
function withRequire(folder: string, text: string): string {
  if (!text.includes('typeof require')) return text
  const from = JSON.stringify(pathToFileURL(join(folder, 'package.json')).href)
  return `import{createRequire as createRequireHere}from"node:module";const require=createRequireHere(${from});${text}`
}
