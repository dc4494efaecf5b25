import { writeFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { pagesIn } from './reading/pages.ts'
import { learnBlocks } from './reading/training/learn-blocks.ts'
import { learningPage } from './reading/training/learning-page.ts'

/**
 * `npm run train:reading -- FOLDER`: learns from every `page.html` and `expected.txt` below a folder how the text of a page is told from
 * what stands around it, and writes it to `src/sources/extract/main-text/blocks/block-trees.txt`. Takes minutes for a thousand pages.
 */
const [folder] = process.argv.slice(2)
const pages = folder ? await pagesIn(resolve(folder)) : []
if (pages.length === 0) {
  console.error(
    'Give a folder with pages: a page.html with an expected.txt beside it, as npm run eval:reading takes them.',
  )
  process.exitCode = 2
} else {
  const learning = []
  for (const page of pages) learning.push((await learningPage(page)) ?? [])
  const file = new URL('../src/sources/extract/main-text/blocks/block-trees.txt', import.meta.url)
  await writeFile(file, learnBlocks(learning.flat()))
}
