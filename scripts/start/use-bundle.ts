import { realpathSync, utimesSync } from 'node:fs'
import { registerHooks, setSourceMapsSupport } from 'node:module'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { bundleName, type Entry, entries, programFolder } from './bundle-place.ts'
import { freshBundle } from './bundle-record.ts'

/** What a program answers by itself takes fewer files than it takes to look a bundle over. */
const answeredAlone: readonly (string | undefined)[] = [undefined, '-h', '--help', '-V', '--version']

/** Well within the time after which a bundle that nobody uses is removed. */
const sayUsedMs = 6 * 60 * 60 * 1000

/**
 * Lets a program start from its bundle, which is made when it is missing or its sources have changed. Where that cannot be, the program
 * starts from its sources.
 *
 * @param program what is to be run, as in `process.argv`
 * @param argument the first that it is given
 */
export async function useBundle(program: string | undefined, argument: string | undefined): Promise<void> {
  const entry = program === undefined ? undefined : entryOf(program)
  if (program === undefined || entry === undefined) return
  if (entry === 'src/cli.ts' && answeredAlone.includes(argument)) return
  const place = freshBundle(programFolder, entry) ?? (await madeBundle(entry))
  if (place === undefined) return
  startFrom(program, entry, place)
  setInterval(() => sayUsed(place), sayUsedMs).unref()
}

function entryOf(program: string): Entry | undefined {
  if (!entries.some((entry) => program.endsWith(entry))) return undefined
  const file = realpathSync(program)
  return entries.find((entry) => join(programFolder, entry) === file)
}

async function madeBundle(entry: Entry): Promise<string | undefined> {
  try {
    const { makeBundle } = await import('./make-bundle.ts')
    return await makeBundle(programFolder, entry)
  } catch {
    // Without what makes bundles, and where the sources have a mistake, which Node tells better.
    return undefined
  }
}

function startFrom(program: string, entry: Entry, place: string): void {
  const asked = pathToFileURL(program).href
  const inside = `${pathToFileURL(place).href}/`
  const start = `${inside}${bundleName(entry)}.mjs`
  registerHooks({
    resolve(specifier, context, nextResolve) {
      const { parentURL } = context
      if (parentURL === undefined)
        return specifier === asked
          ? { url: start, format: 'module', shortCircuit: true }
          : nextResolve(specifier, context)
      return specifier.startsWith('./') && parentURL.startsWith(inside)
        ? { url: inside + specifier.slice(2), format: 'module', shortCircuit: true }
        : nextResolve(specifier, context)
    },
  })
  // Traces name the lines of the sources.
  setSourceMapsSupport(true, { nodeModules: true })
}

function sayUsed(place: string): void {
  const now = new Date()
  try {
    utimesSync(place, now, now)
  } catch {}
}
