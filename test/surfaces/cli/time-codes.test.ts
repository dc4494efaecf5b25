import { expect, it } from 'vitest'
import { openCommandLine } from '../../support/cli/command-line.ts'

const captions = `WEBVTT

00:00:01.000 --> 00:00:05.000
The harbour of Lisbon moved 12 million tonnes of cargo in 2025, according to the port authority.

01:02:03.500 --> 01:02:09.000
Container traffic fell by 7 percent in the same year, said Anna Berg of the harbour office.

01:04:00.000 --> 01:04:06.000
The port plans a new rail link for 2027, which will cost 240 million euros.
`

interface Point {
  readonly quote: string
  readonly at_seconds?: number
}

it('points and claims of captions tell when they are said, by the cue that their quote begins in', async () => {
  const cli = openCommandLine({ settings: {} })
  const file = cli.file('talk.vtt', captions)

  const { brief } = JSON.parse((await cli.run('run', file, '--json')).stdout)

  const times = new Map([
    ['The harbour', 1],
    ['Container', 3_723.5],
    ['The port', 3_840],
  ])
  const points: readonly Point[] = [...brief.key_points, ...brief.claims]
  expect(points.length).toBeGreaterThan(2)
  for (const { quote, at_seconds } of points)
    expect(at_seconds).toBe(
      times.get(
        quote
          .split(' ')
          .slice(0, /^The/.test(quote) ? 2 : 1)
          .join(' '),
      ),
    )
  expect((await cli.run('run', file)).stdout).toContain('[1:02:03] Container traffic fell')
})

it('points of a text without times tell none', async () => {
  const cli = openCommandLine({ settings: {} })
  const file = cli.file('note.txt', captions.replace(/^.*-->.*$|^WEBVTT$/gm, ''))

  const { brief } = JSON.parse((await cli.run('run', file, '--json')).stdout)

  expect(brief.claims.length).toBeGreaterThan(0)
  for (const point of [...brief.key_points, ...brief.claims]) expect(point).not.toHaveProperty('at_seconds')
})
