import type { Neighbour } from '../../../../knowledge/closest.ts'
import { similarityAt } from '../../../../text/vectors.ts'
import { floatsOf } from '../../../knowledge/packed-vectors.ts'
import { arrayLiteral } from '../../array-literal.ts'
import type { TransactionSql } from '../../connections.ts'
import { indexNameOf } from './point-indexes.ts'
import { type PointSpace, type PointTable, pointLiteral } from './point-table.ts'

export interface NearestQuery extends PointSpace {
  readonly unit: Float32Array
  /** Whose points the readers may see. */
  readonly circles: readonly string[]
  /** Numbers of documents. */
  readonly excluded: ReadonlySet<number>
  readonly limit: number
}

/** Put in order anew by what they are before they were rounded. */
const moreThanAsked = 10
/** How an index is gone through: on until enough of what it holds is visible, closest first. */
const ways = [
  'set local hnsw.ef_search = 100',
  'set local hnsw.iterative_scan = strict_order',
  'set local hnsw.max_scan_tuples = 100000',
  // The index is there for this order.
  'set local enable_sort = off',
]

const isVisible =
  'tenant = $1 and model = $2 and dimensions = $3 and circle = any($4::text[]) and document <> all($5::bigint[])'

/**
 * The points of a space that are closest to a vector, of those that readers may see: one by one when these are few, by the space's index when
 * there is one and they are many. What an index passes over does not count among the limit.
 *
 * @param oneByOne how many are few
 */
export async function nearestPoints(
  sql: TransactionSql,
  table: PointTable,
  query: NearestQuery,
  oneByOne: number,
): Promise<readonly Neighbour[]> {
  const wanted = query.limit + moreThanAsked
  if (await isWorthIndex(sql, query, oneByOne)) {
    for (const way of ways) await sql.unsafe(way)
    const found = await closest(sql, table, query, { wanted, isByIndex: true })
    await sql.unsafe('set local enable_sort = on')
    if (found.length === wanted) return found
  }
  return closest(sql, table, query, { wanted, isByIndex: false })
}

async function isWorthIndex(sql: TransactionSql, query: NearestQuery, oneByOne: number): Promise<boolean> {
  const [index] = await sql`
    select from pg_index where indexrelid = to_regclass(${indexNameOf(query)}) and indisvalid`
  if (!index) return false
  const [row] = await sql.unsafe<{ visible: bigint }[]>(
    `select count(*) as visible from (select from knowledge_points where ${isVisible} limit ${oneByOne + 1}) known`,
    visibleTo(query),
  )
  return Number(row?.visible) > oneByOne
}

/** The parameters are told with the text each time: an index of one space serves who names that space. */
async function closest(
  sql: TransactionSql,
  table: PointTable,
  query: NearestQuery,
  { wanted, isByIndex }: { readonly wanted: number; readonly isByIndex: boolean },
): Promise<readonly Neighbour[]> {
  const { dimensions, unit } = query
  const bytes = dimensions * Float32Array.BYTES_PER_ELEMENT
  const rows = await sql.unsafe<{ document: bigint; ordinal: number; values: Buffer }[]>(
    `with closest as materialized (
      select document, ordinal from knowledge_points
      where ${isVisible}
      order by ${table.distance(6, dimensions, isByIndex)}
      limit ${wanted}
    )
    select closest.document, closest.ordinal,
      substring(whole."values" from closest.ordinal * ${bytes} + 1 for ${bytes}) as "values"
    from closest join knowledge_vectors whole on whole.tenant = $1 and whole.document = closest.document`,
    [...visibleTo(query), pointLiteral(unit)],
  )
  return rows.map(({ document, ordinal, values }) => ({
    document: Number(document),
    ordinal,
    similarity: similarityAt(floatsOf(values), 0, unit),
  }))
}

function visibleTo({ tenant, model, dimensions, circles, excluded }: NearestQuery) {
  return [tenant, model, dimensions, arrayLiteral(circles), arrayLiteral([...excluded])]
}
