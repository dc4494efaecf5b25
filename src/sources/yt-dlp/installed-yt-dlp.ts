import { tmpdir } from 'node:os'
import { delimiter, dirname } from 'node:path'
import { runProgram } from './run-program.ts'

export interface InstalledYtDlp {
  /** A path, or a name on the search path. */
  readonly command: string
  /** Where programs are looked for. */
  readonly searchPath: string
  /** A path of Node, which it runs the scripts of players with. */
  readonly node: string
}

/**
 * From here on YouTube is read with the help of a JavaScript runtime, and without it is not:
 * https://github.com/yt-dlp/yt-dlp/issues/15012 (2026-11).
 */
export const oldestYtDlp = '2025.11.12'

export const versionArguments = ['--ignore-config', '--version']

/** `2026.03.04`, nightly ones with more numbers; undefined for what is none. */
export function readVersion(output: Uint8Array): string | undefined {
  return /^\d{4}\.\d{2}\.\d{2}(?:\.\d+)*/.exec(Buffer.from(output).toString().trim())?.[0]
}

export function isTooOld(version: string): boolean {
  return version < oldestYtDlp
}

/** It finds nothing of the bot's: no keys, and a home of its own. */
export function environmentOf(
  { searchPath, node }: Pick<InstalledYtDlp, 'searchPath' | 'node'>,
  home: string,
) {
  return { PATH: [dirname(node), searchPath].join(delimiter), HOME: home, LANG: 'C.UTF-8' }
}

const mostBytesOfVersion = 1024

/** Undefined where it cannot be started, or tells none. */
export async function askVersion(
  installed: InstalledYtDlp,
  signal: AbortSignal,
): Promise<string | undefined> {
  const home = tmpdir()
  try {
    const { output } = await runProgram(installed.command, versionArguments, {
      cwd: home,
      env: environmentOf(installed, home),
      mostBytes: mostBytesOfVersion,
      signal,
    })
    return readVersion(output)
  } catch {
    return undefined
  }
}
