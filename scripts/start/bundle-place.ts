import { join, resolve } from 'node:path'

/** The folder of the program. */
export const programFolder = resolve(import.meta.dirname, '../..')

/** The programs that start from a bundle. */
export const entries = ['src/cli.ts', 'src/main.ts', 'src/worker.ts'] as const
export type Entry = (typeof entries)[number]

/** Copies of the program may share their packages, so each has a folder of its own among them. */
export function bundlesFolder(folder: string): string {
  const copy = folder.replaceAll(/[^\p{L}\p{N}]+/gu, '-').slice(-100)
  return join(folder, 'node_modules', '.cache', 'autointel', copy)
}

/** `src/cli.ts` is `cli`. */
export function bundleName(entry: Entry): string {
  return entry.slice('src/'.length, -'.ts'.length)
}
