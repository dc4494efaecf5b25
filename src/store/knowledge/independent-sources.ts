import { isSameSource, type SourceIdentity } from '../../knowledge/source-identity.ts'

/**
 * Those of the documents that are neither the same source as `own` nor as one before them.
 *
 * @param identityOf undefined of a document that is gone
 */
export async function independentSources(
  own: SourceIdentity,
  found: Iterable<number>,
  identityOf: (document: number) => Promise<SourceIdentity | undefined>,
): Promise<ReadonlySet<number>> {
  const kept = new Map<number, SourceIdentity>()
  for (const document of new Set(found)) {
    const identity = await identityOf(document)
    if (identity && ![own, ...kept.values()].some((other) => isSameSource(identity, other)))
      kept.set(document, identity)
  }
  return new Set(kept.keys())
}
