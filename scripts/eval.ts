import { heldOutSamples } from '../test/analyst/held-out-samples.ts'
import { samples } from '../test/analyst/samples.ts'
import { measureAnalyst } from './eval/measure-analyst.ts'
import { tableOf } from './eval/table.ts'

/**
 * Prints how the built-in analyst sums up made-up texts, beside the first three sentences of each: the share of what a reader must know,
 * how close it is to what the page says of itself, and the names that are right in kind. First the texts that it was tuned on, then those
 * that it was not.
 */
for (const [name, texts] of [
  ['Tuned on', samples],
  ['Held out', heldOutSamples],
] as const) {
  console.log(name)
  console.table(tableOf(await measureAnalyst(texts)))
}
