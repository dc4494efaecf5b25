import type { VectorComparison } from '../../../knowledge/vector-comparison.ts'
import type { Check } from './check.ts'

const name = 'vectors'

/** Who compares the vectors of what was read; none of a file, where nobody has a choice. */
export function vectorChecks(comparison: VectorComparison | undefined): readonly Check[] {
  if (!comparison) return []
  return [comparison.by === 'database' ? byDatabase(comparison.version) : byProcess(comparison)]
}

function byDatabase(version: string): Check {
  return { name, status: 'ok', detail: `compared in the database, by pgvector ${version}` }
}

function byProcess({ because, detail }: Extract<VectorComparison, { readonly by: 'process' }>): Check {
  const here = 'compared in each process, as on SQLite'
  switch (because) {
    case 'not_installed':
      return { name, status: 'ok', detail: `${here}: the server has no pgvector` }
    case 'too_old':
      return {
        name,
        status: 'warning',
        detail: `${here}: pgvector ${detail} is too old`,
        hint: 'Install pgvector 0.8 or later, and have its owner run ALTER EXTENSION vector UPDATE.',
      }
    case 'refused':
      return {
        name,
        status: 'warning',
        detail: `${here}: the database does not make pgvector (${detail})`,
        hint: 'Have somebody who may run CREATE EXTENSION vector in the database, and start again.',
      }
    default:
      return because satisfies never
  }
}
