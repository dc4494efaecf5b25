import { expect, it } from 'vitest'
import { reachOf } from '../../../src/surfaces/discord/reach.ts'

/** https://discord.com/developers/docs/events/gateway#sharding: (id >> 22) % shards */
const ofShard = (shard: bigint) => `guild_${(28_610_229_496n + shard) << 22n}`
const people = 'dm_110000000000000002'

it.each([
  [undefined, [true, true, true, true, true]],
  ['auto' as const, [true, true, true, true, true]],
  [{ first: 0, last: 7, count: 8 }, [true, true, true, true, true]],
  [{ first: 0, last: 3, count: 8 }, [true, true, false, false, true]],
  [{ first: 4, last: 7, count: 8 }, [false, false, true, true, false]],
  [{ first: 3, last: 3, count: 8 }, [false, true, false, false, false]],
])('with the shards %j a process hears from its servers, and with the first from people', (shards, hears) => {
  const reach = reachOf({ shards })
  const tenants = [ofShard(0n), ofShard(3n), ofShard(4n), ofShard(7n), people]
  expect(tenants.map((tenant) => reach.hears(tenant))).toEqual(hears)
  expect(reach.isFirst).toBe(hears[4])
})
