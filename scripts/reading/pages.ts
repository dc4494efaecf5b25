import { readdir, readFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'

/** A page and what a reader should get of it. */
export interface ExpectedPage {
  readonly name: string
  readonly kind: string
  readonly html: Uint8Array
  readonly expected: string
}

/** All pages below a folder, in the order of their names. */
export async function pagesIn(folder: string): Promise<readonly ExpectedPage[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const folders = entries
    .filter((entry) => entry.isFile() && entry.name === 'page.html')
    .map(({ parentPath }) => parentPath)
    .sort()
  const complete = folders.filter((path) =>
    entries.some(({ parentPath, name }) => parentPath === path && name === 'expected.txt'),
  )
  return Promise.all(
    complete.map(async (path) => ({
      name: basename(path),
      kind: basename(dirname(path)),
      html: await readFile(join(path, 'page.html')),
      expected: await readFile(join(path, 'expected.txt'), 'utf8'),
    })),
  )
}
