export interface PointsOptions {
  /** How many points that readers may see are compared one by one: where a space has more, an index is made of them. */
  readonly oneByOne: number
  /** Something that is done beside searches did not go well. */
  readonly onProblem: (error: unknown) => void
}

/** As many are compared in some 20 ms, and beyond it an index is quicker: docs/scale.md. */
export const usualPointsOptions: PointsOptions = { oneByOne: 20_000, onProblem: () => undefined }
