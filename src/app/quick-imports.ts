import { registerHooks } from 'node:module'

// Node reads a package's package.json again for each module that another of its modules imports, and drizzle-orm's has 179 kB: its 110
// modules took 250 ms of each start (Node 26). What it imports of itself is known without: a module of the same package.
const ofDrizzle = '/node_modules/drizzle-orm/'

registerHooks({
  resolve(specifier, context, nextResolve) {
    const { parentURL } = context
    if (!parentURL?.includes(ofDrizzle) || !specifier.startsWith('.')) return nextResolve(specifier, context)
    return { url: new URL(specifier, parentURL).href, format: 'module', shortCircuit: true }
  },
})
