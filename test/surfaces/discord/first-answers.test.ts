import { expect, it } from 'vitest'
import { createFirstAnswers } from '../../../src/surfaces/discord/first-answers.ts'

it('lets work wait until every answer has gone, also those that failed', async () => {
  const answers = createFirstAnswers()
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
  await expect(createFirstAnswers().settled()).resolves.toBeUndefined()
})

it('waits for an answer that hangs no longer than a few seconds', async () => {
  const answers = createFirstAnswers()
  void answers.track(new Promise(() => undefined))
  await expect(answers.settled()).resolves.toBeUndefined()
})
