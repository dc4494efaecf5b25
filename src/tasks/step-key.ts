import { createHash } from 'node:crypto'

/**
 * The key of a step whose output depends on what goes in: with other input it is another step, so that a resumed workflow
 * does not take an output that was made from less.
 */
export function stepKey(name: string, input: string): string {
  return `${name} ${createHash('sha256').update(input).digest('hex').slice(0, 16)}`
}
