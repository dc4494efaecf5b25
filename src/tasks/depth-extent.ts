import type { AnalysisExtent } from '../brief/analysis.ts'
import type { Depth } from '../ledger/attribution.ts'

/** How much is done at a depth. */
export interface DepthExtent extends AnalysisExtent {
  /** How often a model goes over each part of the source. */
  readonly passes: number
  /** Passages that a claim is held against at most, from each place that is searched. */
  readonly evidencePerClaim: number
  /** Whether a second model judges the claims on its own. */
  readonly secondOpinion: boolean
}

export const depthExtents: Readonly<Record<Depth, DepthExtent>> = {
  quick: {
    maxKeyPoints: 3,
    maxClaims: 3,
    maxSummarySentences: 2,
    passes: 1,
    evidencePerClaim: 0,
    secondOpinion: false,
  },
  standard: {
    maxKeyPoints: 5,
    maxClaims: 5,
    maxSummarySentences: 4,
    passes: 1,
    evidencePerClaim: 2,
    secondOpinion: false,
  },
  deep: {
    maxKeyPoints: 8,
    maxClaims: 8,
    maxSummarySentences: 6,
    passes: 2,
    evidencePerClaim: 3,
    secondOpinion: false,
  },
  comprehensive: {
    maxKeyPoints: 10,
    maxClaims: 12,
    maxSummarySentences: 8,
    passes: 2,
    evidencePerClaim: 4,
    secondOpinion: false,
  },
  experimental: {
    maxKeyPoints: 12,
    maxClaims: 15,
    maxSummarySentences: 8,
    passes: 3,
    evidencePerClaim: 5,
    secondOpinion: true,
  },
}
