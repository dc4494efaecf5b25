import { readFile } from 'node:fs/promises'
import { expect, it } from 'vitest'
import { runScenes, sameEachTime } from '../../scripts/pictures/run-scenes.ts'

it('shows in the documents’ pictures what the bot sends: draw them anew with `npm run pictures` when it does not', async () => {
  const drawn = JSON.parse(await readFile('docs/pictures/messages.json', 'utf8'))
  expect(sameEachTime(await runScenes())).toEqual(drawn)
})
