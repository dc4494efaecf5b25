import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { messageHtml, themes } from './pictures/message-html.ts'
import { drawPage } from './pictures/page-pictures.ts'
import { names, nowMs, runScenes, sameEachTime } from './pictures/run-scenes.ts'
import { openStage } from './pictures/stage.ts'

// Runs the bot on a local Discord and draws what it sends there, as Discord shows it, into docs/pictures. To look at everything on a
// phone, light and dark: `npm run pictures -- --phone --to /tmp/pictures`; `npm run pictures -- brief` draws one.
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { phone: { type: 'boolean' }, to: { type: 'string', default: 'docs/pictures' } },
})
const looks = values.phone
  ? themes.map((theme) => ({ theme, widthPixels: 390, suffix: `-${theme}` }))
  : [{ theme: 'dark' as const, widthPixels: 640, suffix: '' }]

await mkdir(values.to, { recursive: true })
const scenes = await runScenes()
// What the pictures show, so that a test finds out when the bot no longer sends it.
if (!values.phone)
  await writeFile(join(values.to, 'messages.json'), `${JSON.stringify(sameEachTime(scenes), null, 2)}\n`)
await using stage = await openStage()
for (const [name, scene] of Object.entries(scenes)) {
  if (positionals.length > 0 && !positionals.includes(name)) continue
  const reader = { locale: scene.locale, timeZone: 'UTC', nowMs, names }
  for (const { suffix, ...look } of looks) {
    const picture = await stage.picture(messageHtml(scene, reader, look.theme), look)
    await writeFile(join(values.to, `${name}${suffix}.png`), picture)
    console.log(`${name}${suffix}.png (${Math.round(picture.length / 1024)} KB)`)
  }
}
if (!values.phone && (positionals.length === 0 || positionals.includes('page')))
  for (const [name, picture] of await drawPage()) {
    await writeFile(join(values.to, `${name}.png`), picture)
    console.log(`${name}.png (${Math.round(picture.length / 1024)} KB)`)
  }
