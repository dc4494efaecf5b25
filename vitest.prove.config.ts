import { defineConfig } from 'vitest/config'

/** The long proofs: what `npm test` shows on a small scale. */
export default defineConfig({
  test: {
    include: ['test/prove/**/*.prove.ts'],
    testTimeout: 1_800_000,
    hookTimeout: 60_000,
    globalSetup: ['test/support/postgres/keeper.ts'],
    pool: 'forks',
    // One at a time: each keeps several processes busy itself.
    maxWorkers: 1,
  },
})
