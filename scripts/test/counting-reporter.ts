import type { Reporter, SerializedError, TestModule } from 'vitest/node'
import type { RunCounts } from './test-run.ts'

/**
 * Tells the process that has started vitest what the tests have come to. A file that cannot be loaded and an error that belongs to no
 * test count as failed: neither has a test of its own that could fail.
 */
export default class CountingReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandledErrors: readonly SerializedError[]): void {
    const counts: RunCounts = { passed: 0, failed: unhandledErrors.length, skipped: 0 }
    for (const module of modules) {
      counts.failed += module.errors().length
      for (const suite of module.children.allSuites()) counts.failed += suite.errors().length
      for (const test of module.children.allTests()) {
        const { state } = test.result()
        if (state === 'passed') counts.passed += 1
        else if (state === 'skipped') counts.skipped += 1
        else counts.failed += 1
      }
    }
    process.send?.(counts)
  }
}
