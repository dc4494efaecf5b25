import { setImmediate as nextTurn } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { createEditThrottle } from '../../../src/surfaces/discord/edit-throttle.ts'
import { HandDrivenTimers } from '../../support/time/hand-driven-timers.ts'

const intervalMs = 2_000

/** A throttle of edits that each last until they are told to end, and when each began. */
function openThrottle() {
  const timers = new HandDrivenTimers()
  const beganAtMs: number[] = []
  const underWay: (() => void)[] = []
  const edit = () => {
    beganAtMs.push(timers.now())
    const { promise, resolve } = Promise.withResolvers<void>()
    underWay.push(resolve)
    return promise
  }
  const throttle = createEditThrottle(edit, { intervalMs, timers })
  const endEdit = async () => {
    underWay.shift()?.()
    await nextTurn()
  }
  return { timers, beganAtMs, underWay, throttle, endEdit }
}

it('brings many requests together into one edit now and one later', async () => {
  const { timers, beganAtMs, throttle, endEdit } = openThrottle()
  for (let request = 0; request < 50; request += 1) throttle.request()
  await nextTurn()
  await endEdit()
  for (let request = 0; request < 50; request += 1) throttle.request()
  await timers.pass(10 * intervalMs)
  await endEdit()
  await timers.pass(10 * intervalMs)

  expect(beganAtMs).toEqual([0, intervalMs])
})

it('keeps edits apart by the interval', async () => {
  const { timers, beganAtMs, throttle, endEdit } = openThrottle()
  throttle.request()
  await nextTurn()
  await endEdit()
  throttle.request()

  await timers.pass(intervalMs - 1)
  expect(beganAtMs).toHaveLength(1)
  await timers.pass(1)

  expect(beganAtMs).toEqual([0, intervalMs])
})

it('waits for nothing when the last edit was long ago', async () => {
  const { timers, beganAtMs, throttle, endEdit } = openThrottle()
  throttle.request()
  await nextTurn()
  await endEdit()
  await timers.pass(intervalMs)
  throttle.request()
  await nextTurn()

  expect(beganAtMs).toEqual([0, intervalMs])
})

it('never edits twice at a time, however long an edit takes', async () => {
  const { timers, beganAtMs, underWay, throttle, endEdit } = openThrottle()
  throttle.request()
  await nextTurn()
  throttle.request()
  await timers.pass(10 * intervalMs)
  expect(underWay).toHaveLength(1)
  await endEdit()

  expect(beganAtMs).toEqual([0, 10 * intervalMs])
})

it('begins no edit after its end, and ends after the one under way', async () => {
  const { timers, beganAtMs, throttle, endEdit } = openThrottle()
  throttle.request()
  await nextTurn()
  throttle.request()
  let hasEnded = false
  const end = throttle.end().then(() => {
    hasEnded = true
  })
  await nextTurn()
  expect(hasEnded).toBe(false)
  await endEdit()
  await end
  throttle.request()
  await timers.pass(10 * intervalMs)

  expect(beganAtMs).toEqual([0])
})
