import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { bundlePage, distFolder } from '../../../../scripts/page/bundle-page.ts'

it('what browsers get is built from what stands here: `npm run build:page` when it is not', async () => {
  const built = await bundlePage()
  const kept = readdirSync(distFolder)
  // A name carries the hash of what is in it.
  expect(kept.toSorted()).toEqual([...built.keys()].toSorted())
  const changed = kept.filter((name) => readFileSync(join(distFolder, name), 'utf8') !== built.get(name))
  expect(changed).toEqual([])
})
