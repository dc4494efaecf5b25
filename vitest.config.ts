import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // No test waits for time to pass: these only end what hangs, also on a machine that is busy with others.
    testTimeout: 300_000,
    hookTimeout: 300_000,
    globalSetup: ['test/support/postgres/keeper.ts'],
    pool: 'forks',
    // Files that follow one another in a process share what is loaded, and the processes that do heavy work: a third of the time.
    isolate: false,
    // Many tests wait for child processes and servers: more workers than processors keep those busy.
    maxWorkers: availableParallelism() + 1,
  },
})
