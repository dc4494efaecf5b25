import { setTimeout as delay } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { createEditThrottle } from '../../../src/surfaces/discord/edit-throttle.ts'

/** Edits that take a while, with when each began and how many were under way then. */
function slowEdits(editMs: number) {
  const begun: { atMs: number; underWay: number }[] = []
  let underWay = 0
  const edit = async () => {
    begun.push({ atMs: performance.now(), underWay })
    underWay += 1
    await delay(editMs)
    underWay -= 1
  }
  return { begun, edit }
}

it('brings many requests together into one edit now and one later', async () => {
  const { begun, edit } = slowEdits(1)
  const throttle = createEditThrottle(edit, 200)
  for (let request = 0; request < 50; request += 1) throttle.request()
  await delay(50)
  expect(begun).toHaveLength(1)
  for (let request = 0; request < 50; request += 1) throttle.request()
  await expect.poll(() => begun.length).toBe(2)
  await delay(300)
  expect(begun).toHaveLength(2)
})

it('keeps edits apart by the interval', async () => {
  const { begun, edit } = slowEdits(1)
  const throttle = createEditThrottle(edit, 100)
  const requests = setInterval(throttle.request, 5)
  await expect.poll(() => begun.length).toBeGreaterThanOrEqual(4)
  clearInterval(requests)
  await throttle.end()
  const gapsMs = begun.slice(1).map(({ atMs }, index) => atMs - (begun[index]?.atMs ?? 0))
  expect(Math.min(...gapsMs)).toBeGreaterThanOrEqual(98)
})

it('never edits twice at a time, however long an edit takes', async () => {
  const { begun, edit } = slowEdits(60)
  const throttle = createEditThrottle(edit, 10)
  const requests = setInterval(throttle.request, 5)
  await expect.poll(() => begun.length).toBeGreaterThanOrEqual(4)
  clearInterval(requests)
  await throttle.end()
  expect(begun.map(({ underWay }) => underWay)).toEqual(begun.map(() => 0))
})

it('begins no edit after its end, and ends after the one under way', async () => {
  const { begun, edit } = slowEdits(60)
  let isDone = false
  const throttle = createEditThrottle(async () => {
    await edit()
    isDone = true
  }, 10)
  throttle.request()
  await expect.poll(() => begun.length).toBe(1)
  throttle.request()
  await throttle.end()
  expect(isDone).toBe(true)
  throttle.request()
  await delay(100)
  expect(begun).toHaveLength(1)
})
