import { lstatSync, readlinkSync, realpathSync } from 'node:fs'
import { dirname, resolve } from 'node:path'

/**
 * The place that writing to a path writes to: what a link names, also where that is not there yet.
 *
 * @throws what the file system says, such as `ELOOP` of links that name each other.
 */
export function linkTarget(path: string): string {
  try {
    return realpathSync(path)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
  }
  if (!lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink()) return path
  return linkTarget(resolve(dirname(path), readlinkSync(path)))
}
