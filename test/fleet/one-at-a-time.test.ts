import { expect, it } from 'vitest'
import { oneAtATime } from '../../src/fleet/one-at-a-time.ts'

it('does what is asked for meanwhile once more, behind what is under way', async () => {
  const first = Promise.withResolvers<void>()
  const told: string[] = []
  const look = oneAtATime(async () => {
    told.push('begun')
    if (told.length === 1) await first.promise
    told.push('done')
  })

  const looks = [look(), look(), look()]
  expect(told).toEqual(['begun'])
  first.resolve()
  await Promise.all(looks)
  expect(told).toEqual(['begun', 'done', 'begun', 'done'])

  await look()
  expect(told).toHaveLength(6)
})

it('tells those who have asked of a failure, and goes on with the next', async () => {
  let turns = 0
  const look = oneAtATime(async () => {
    turns += 1
    if (turns === 1) throw new Error('away')
  })

  await expect(look()).rejects.toThrow('away')
  await look()
  expect(turns).toBe(2)
})
