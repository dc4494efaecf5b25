import { describe, expect, it } from 'vitest'
import { subrip } from '../../../src/sources/extract/captions/subrip.ts'
import { webvtt } from '../../../src/sources/extract/captions/webvtt.ts'

const document = (text: string) => ({ location: 'talk', bytes: new TextEncoder().encode(text) })

describe('WebVTT captions', () => {
  it('give their text in lines and as timed parts', async () => {
    const source = await webvtt.extract(
      document(
        [
          '\ufeffWEBVTT - A talk\nKind: captions',
          'NOTE\nnot --> said',
          'STYLE\n::cue { color: red }',
          'intro\n00:01.000 --> 00:02.500 align:start position:0%\n<v Anna>Good <i>morning</i>,\nall &amp; everyone',
          '01:00:00.250 --> 01:00:01.000\n<00:30.000><c.yellow>Thank</c> you &lt;3',
          '01:00:02.000 --> 01:00:03.000\n<c></c>',
        ].join('\r\n\r\n'),
      ),
    )
    expect(source).toEqual({
      location: 'talk',
      type: 'captions',
      text: 'Anna: Good morning, all & everyone\nThank you <3',
      segments: [
        { startSeconds: 1, endSeconds: 2.5, text: 'Anna: Good morning, all & everyone' },
        { startSeconds: 3600.25, endSeconds: 3601, text: 'Thank you <3' },
      ],
    })
  })

  it('with a header only are empty', async () => {
    await expect(webvtt.extract(document('WEBVTT\n\n00:01.000 --> 00:02.000\n'))).rejects.toMatchObject({
      reason: 'empty',
    })
  })
})

describe('SRT captions', () => {
  it('give their text in lines and as timed parts', async () => {
    const source = await subrip.extract(
      document(
        '1\n00:00:01,600 --> 00:00:04,200\n{\\an8}<font color="#fff">Hello</font>\n\n\n\n2\n00:00:05,1 --> 00:00:06,000 X1:1\n1984\nwas a year',
      ),
    )
    expect(source).toMatchObject({
      text: 'Hello\n1984 was a year',
      segments: [
        { startSeconds: 1.6, endSeconds: 4.2, text: 'Hello' },
        { startSeconds: 5.1, endSeconds: 6, text: '1984 was a year' },
      ],
    })
  })

  it('in windows-1251 are told by their letters', async () => {
    const letters = Uint8Array.from([0xcf, 0xf0, 0xe8, 0xe2, 0xe5, 0xf2])
    const bytes = Buffer.concat([Buffer.from('1\n00:00:01,000 --> 00:00:02,000\n'), letters])
    expect(await subrip.extract({ location: 'talk', bytes })).toMatchObject({ text: 'Привет' })
  })

  it('without any times are something else', async () => {
    await expect(subrip.extract(document('Just a text.'))).rejects.toMatchObject({
      reason: 'unreadable',
      problem: { values: { format: 'SRT captions' } },
    })
  })
})
