import { randomUUID } from 'node:crypto'
import { mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { bundle } from './bundle.ts'
import { bundleName, bundlesFolder, type Entry } from './bundle-place.ts'
import { writeRecord } from './bundle-record.ts'

/** A build takes a second or two; whoever is not done after a minute has died. */
const longestBuildMs = 60_000
/** A process that runs from a bundle says so every few hours; see `use-bundle.ts`. */
const unusedMs = 2 * 24 * 60 * 60 * 1000

/**
 * Makes the bundle of a program anew.
 *
 * @returns its folder; undefined where another process is making it and where nothing can be written
 */
export async function makeBundle(folder: string, entry: Entry): Promise<string | undefined> {
  const bundles = bundlesFolder(folder)
  const lock = join(bundles, `${bundleName(entry)}.lock`)
  if (!take(bundles, lock)) return undefined
  try {
    return await build(folder, entry)
  } finally {
    rmSync(lock, { recursive: true, force: true })
  }
}

function take(bundles: string, lock: string): boolean {
  try {
    mkdirSync(bundles, { recursive: true })
    const heldSince = statSync(lock, { throwIfNoEntry: false })?.mtimeMs
    if (heldSince !== undefined && Date.now() - heldSince > longestBuildMs) rmSync(lock, { recursive: true })
    mkdirSync(lock)
    return true
  } catch {
    return false
  }
}

async function build(folder: string, entry: Entry): Promise<string> {
  const bundles = bundlesFolder(folder)
  const { files, inputs } = await bundle(folder, entry)
  const name = `${bundleName(entry)}-${randomUUID()}`
  const place = join(bundles, name)
  mkdirSync(place)
  for (const { name: file, text } of files) writeFileSync(join(place, file), text)
  writeRecord(folder, entry, { folder, node: process.version, bundle: name, inputs })
  removeUnused(bundles)
  return place
}

/** Those that other processes run from stay: they load parts of it when they first need them. */
function removeUnused(bundles: string): void {
  for (const name of readdirSync(bundles)) {
    const place = join(bundles, name)
    if (Date.now() - (statSync(place, { throwIfNoEntry: false })?.mtimeMs ?? Infinity) > unusedMs)
      rmSync(place, { recursive: true, force: true })
  }
}
