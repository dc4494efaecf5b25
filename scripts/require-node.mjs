// Loaded before everything else, and therefore plain JavaScript that an old Node can read.
import module from 'node:module'

const [major] = process.versions.node.split('.').map(Number)
if (major < 26) {
  console.error(
    `Autointel needs Node 26 or newer; this is Node ${process.versions.node}. ` +
      'On Linux and on Apple silicon "npm ci" brings it along (start with "npm run …"); elsewhere install Node 26.',
  )
  process.exit(1)
}

// Keeps what Node makes of the TypeScript files for the next start.
module.enableCompileCache?.()

// Programs start from a bundle, which is made at the first start: scripts/start.
const { useBundle } = await import('./start/use-bundle.ts')
await useBundle(process.argv[1], process.argv[2])
