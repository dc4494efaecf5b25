import { resolve } from 'node:path'
import { measureReading } from './reading/measure-reading.ts'
import { pagesIn } from './reading/pages.ts'
import { tableOf } from './reading/table.ts'

/**
 * `npm run eval:reading -- FOLDER`: reads every page below a folder and prints how much of the expected text came back. A page is a
 * folder with `page.html` and `expected.txt`; the folder that it lies in is its kind.
 */
const given = process.argv[2]
const folder = given ? resolve(given) : new URL('../test/fixtures/pages', import.meta.url).pathname
const pages = await pagesIn(folder)
if (pages.length === 0) {
  console.error(`There is no page.html with an expected.txt beside it below ${folder}.`)
  process.exitCode = 2
} else {
  console.table(tableOf(await measureReading(pages)))
}
