import { registerHooks } from 'node:module'

// Node reads and parses a package's package.json again for each module that another of its modules imports (Node 26): drizzle-orm's has
// 179 kB, and its 110 modules took 250 ms of each start; ours is read for each of our own. What a module imports by a relative path is
// known without: one of the same package, and of the same kind.
const own = new URL('../../', import.meta.url).href
const packages = '/node_modules/'
const modules = new Set<string>()

registerHooks({
  resolve(specifier, context, nextResolve) {
    const { parentURL, conditions } = context
    if (parentURL !== undefined && specifier.startsWith('.') && !conditions.includes('require')) {
      const isOwn = specifier.endsWith('.ts') && parentURL.startsWith(own) && !parentURL.includes(packages)
      if (isOwn)
        return {
          url: new URL(specifier, parentURL).href,
          format: 'module-typescript',
          shortCircuit: true,
        }
      if (modules.has(parentURL) && specifier.endsWith('.js')) {
        const { href: url } = new URL(specifier, parentURL)
        modules.add(url)
        return { url, format: 'module', shortCircuit: true }
      }
    }
    const found = nextResolve(specifier, context)
    // A .mjs is a module whatever its package is, and tells nothing of its neighbours.
    const { url, format } = found
    if (format === 'module' && url.endsWith('.js') && url.includes(packages)) modules.add(url)
    return found
  },
})
