import { entries, programFolder } from './start/bundle-place.ts'
import { makeBundle } from './start/make-bundle.ts'

// What each program would make at its first start, for an image whose files nobody can write.
for (const entry of entries)
  console.log((await makeBundle(programFolder, entry)) ?? `${entry} starts from its sources.`)
