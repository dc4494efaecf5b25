import type { SourceProblem } from '../source-error.ts'

/** Thrown by a step of a site that knows why no other way leads to the content. */
export class SiteRefusal extends Error {
  override readonly name = 'SiteRefusal'
  readonly problem: SourceProblem

  constructor(problem: SourceProblem, detail?: string) {
    super(detail ?? problem.reason)
    this.problem = problem
  }
}
