import { readFileSync, renameSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { bundleName, bundlesFolder, type Entry } from './bundle-place.ts'

/** What a bundle was made of: it is used only as long as all of that is as it was. */
export interface BundleRecord {
  /** Of the program. */
  readonly folder: string
  /** Of Node, which the bundle was made for. */
  readonly node: string
  /** Name of the folder of the bundle, beside the record. */
  readonly bundle: string
  readonly inputs: readonly BundleInput[]
}

/** A file: path within the program, size in bytes, times in milliseconds, and what is in it. */
export type BundleInput = readonly [
  path: string,
  size: number,
  modifiedMs: number,
  changedMs: number,
  sha256: string,
]

/** Reads a file. Its times are taken before: one that is written meanwhile is looked into again. */
export function readInput(
  folder: string,
  path: string,
): { readonly text: string; readonly input: BundleInput } {
  const file = join(folder, path)
  const { size, mtimeMs, ctimeMs } = statSync(file)
  const text = readFileSync(file, 'utf8')
  const { hash } = process.getBuiltinModule('node:crypto')
  const content = hash('sha256', text)
  return { text, input: [path, size, mtimeMs, ctimeMs, content] }
}

/** The folder of a bundle that is made of exactly what is here now; undefined where there is none. */
export function freshBundle(folder: string, entry: Entry): string | undefined {
  const bundles = bundlesFolder(folder)
  const record = readRecord(join(bundles, `${bundleName(entry)}.json`))
  if (record?.node !== process.version || record.folder !== folder) return undefined
  const inputs: BundleInput[] = []
  for (const input of record.inputs) {
    const now = unchanged(folder, input)
    if (!now) return undefined
    inputs.push(now)
  }
  const place = join(bundles, record.bundle)
  if (!statSync(place, { throwIfNoEntry: false })) return undefined
  if (inputs.some((input, index) => input !== record.inputs[index]))
    rewrite(folder, entry, { ...record, inputs })
  return place
}

/** The same input where neither its size nor its times have changed; a new one where only its times have. */
function unchanged(folder: string, input: BundleInput): BundleInput | undefined {
  const [path, size, modifiedMs, changedMs, content] = input
  const stat = statSync(`${folder}/${path}`, { throwIfNoEntry: false })
  if (stat?.size !== size) return undefined
  if (stat.mtimeMs === modifiedMs && stat.ctimeMs === changedMs) return input
  const { input: now } = readInput(folder, path)
  return now[4] === content ? now : undefined
}

function readRecord(file: string): BundleRecord | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    return undefined
  }
}

/** In one step, as other processes may be reading it. */
export function writeRecord(folder: string, entry: Entry, record: BundleRecord): void {
  const file = join(bundlesFolder(folder), `${bundleName(entry)}.json`)
  const unfinished = `${file}.${process.pid}`
  writeFileSync(unfinished, JSON.stringify(record))
  renameSync(unfinished, file)
}

/** Copied files have new times: the next start need not look into them again. Where nothing can be written, it does. */
function rewrite(folder: string, entry: Entry, record: BundleRecord): void {
  try {
    writeRecord(folder, entry, record)
  } catch {}
}
