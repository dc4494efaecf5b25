import type { ModelId } from '../pricing/model-id.ts'
import type { PricedAnswer } from '../pricing/price-answer.ts'
import type { ServedModel } from '../pricing/price-source.ts'
import type { Usage } from '../pricing/usage.ts'
import type { ReplyFacts } from '../pricing/wire/read-reply.ts'
import type { CallSize } from './call-bounds.ts'

/** What came back from a call. */
export interface CallReport {
  /** As the SDK tells it, where the reply itself could not be read; what is not told is undefined. */
  readonly usage: Usage
  /** What the model wrote, as far as it arrived: for estimating where the provider did not count. */
  readonly outputText?: string | undefined
  /** It was given up before its end. */
  readonly isCut?: boolean | undefined
  /** What is known of its use, besides what it is charged by. */
  readonly seen?: Pick<Usage, 'speechSeconds' | 'changedNothing'> | undefined
}

/** A call that has ended, with all that its cost is to be found from. */
export interface BookedCall {
  readonly plan: CallSize & { readonly model: ModelId }
  /** The price at which it was held. */
  readonly answer: PricedAnswer
  /** Which model answered, where the reply names one. */
  readonly served?: ServedModel | undefined
  readonly report: CallReport
  /** What the raw reply says; undefined where none was seen. */
  readonly facts?: ReplyFacts | undefined
}
