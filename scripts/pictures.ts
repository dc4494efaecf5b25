import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { messageHtml } from './pictures/message-html.ts'
import { scenes } from './pictures/scenes.ts'
import { openStage } from './pictures/stage.ts'

// Draws messages of the bot as Discord shows them into docs/pictures; `npm run pictures -- brief` draws one.
const folder = 'docs/pictures'
const wanted = process.argv.slice(2)

await mkdir(folder, { recursive: true })
await using stage = await openStage()
for (const [name, scene] of Object.entries(scenes)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue
  const picture = await stage.picture(messageHtml(scene))
  await writeFile(join(folder, `${name}.png`), picture)
  console.log(`${name}.png (${Math.round(picture.length / 1024)} KB)`)
}
