import { expect, it } from 'vitest'
import { createFirstAnswers } from '../../../src/surfaces/discord/first-answers.ts'
import { HandDrivenTimers } from '../../support/time/hand-driven-timers.ts'

it('lets work wait until every answer has gone, also those that failed', async () => {
  const answers = createFirstAnswers(new HandDrivenTimers())
  const [first, second] = [Promise.withResolvers<string>(), Promise.withResolvers<string>()]
  const tracked = [answers.track(first.promise), answers.track(second.promise).catch(() => 'failed')]
  let hasBegun = false
  const begun = answers.settled().then(() => {
    hasBegun = true
  })
  first.resolve('sent')
  await tracked[0]
  expect(hasBegun).toBe(false)
  second.reject(new Error('refused'))
  await begun
  expect(await Promise.all(tracked)).toEqual(['sent', 'failed'])
})

it('does not wait when no answer is under way', async () => {
  await expect(createFirstAnswers(new HandDrivenTimers()).settled()).resolves.toBeUndefined()
})

it('waits for an answer that hangs two and a half seconds, which leaves the rest of the three for the work', async () => {
  const timers = new HandDrivenTimers()
  const answers = createFirstAnswers(timers)
  void answers.track(new Promise(() => undefined))
  let hasBegun = false
  const begun = answers.settled().then(() => {
    hasBegun = true
  })

  await timers.pass(2_499)
  expect(hasBegun).toBe(false)
  await timers.pass(1)

  await begun
})
