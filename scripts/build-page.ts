import { mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { bundlePage, distFolder } from './page/bundle-page.ts'

// Writes what the browser gets into src/surfaces/http/page/dist, which is part of the repository: nobody has to build before a start.
const files = await bundlePage()
await rm(distFolder, { recursive: true, force: true })
await mkdir(distFolder, { recursive: true })
for (const [name, text] of files) {
  await writeFile(join(distFolder, name), text)
  console.log(`${name} (${(Buffer.byteLength(text) / 1024).toFixed(1)} KB)`)
}
