import { describe } from 'vitest'
import type { KnowledgeStore } from '../../src/knowledge/knowledge-store.ts'
import { describeAudiences } from './contract/audiences.ts'
import { describeRelated } from './contract/related.ts'
import { describeRemembering } from './contract/remembering.ts'
import { describeSameSource } from './contract/same-source.ts'
import { describeSearching } from './contract/searching.ts'

/** An empty store; what a test opens is closed and taken away after it. */
export type OpenKnowledge = () => Promise<{
  readonly store: KnowledgeStore
  /** Closes the store and opens what it has kept anew. */
  reopen(): Promise<KnowledgeStore>
}>

/** What every store of what was read must do. */
export function describeKnowledgeContract(name: string, open: OpenKnowledge): void {
  describe(name, () => {
    describeRemembering(open)
    describeSearching(open)
    describeRelated(open)
    describeAudiences(open)
    describeSameSource(open)
  })
}
