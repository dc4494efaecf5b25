import { describe, expect, it } from 'vitest'
import { chooseExtractor } from '../../../src/sources/extract/choose-extractor.ts'

async function read(content: string, location = 'talk') {
  const document = { location, bytes: new TextEncoder().encode(content) }
  return (await chooseExtractor(document)).extract(document)
}

const lines = (...all: string[]) => all.join('\n')

describe('captions that roll', () => {
  it('as YouTube’s automatic tracks do, are read once, each line at its first time', async () => {
    const { segments } = await read(
      lines(
        'WEBVTT\nKind: captions\nLanguage: en',
        '',
        '00:00:00.160 --> 00:00:02.470 align:start position:0%',
        ' ',
        'so<00:00:00.480><c> today</c><00:00:01.000><c> we</c><00:00:01.300><c> look</c>',
        '',
        '00:00:02.470 --> 00:00:02.480 align:start position:0%',
        'so today we look',
        ' ',
        '',
        '00:00:02.480 --> 00:00:05.000 align:start position:0%',
        'so today we look',
        'at<00:00:02.800><c> the</c><00:00:03.000><c> new</c><00:00:03.200><c> bridge</c>',
        '',
        '00:00:05.000 --> 00:00:05.010 align:start position:0%',
        'at the new bridge',
        ' ',
        '',
        '00:00:05.010 --> 00:00:08.000 align:start position:0%',
        'at the new bridge',
        'and<00:00:05.500><c> its</c><00:00:05.900><c> cost</c>',
      ),
    )
    expect(segments).toEqual([
      { startSeconds: 0.16, endSeconds: 2.47, text: 'so today we look' },
      { startSeconds: 2.48, endSeconds: 5, text: 'at the new bridge' },
      { startSeconds: 5.01, endSeconds: 8, text: 'and its cost' },
    ])
  })

  it('with three lines on the screen are read once', async () => {
    const { text } = await read(
      lines(
        '1\n00:00:00,000 --> 00:00:02,000\nthe council met',
        '',
        '2\n00:00:02,000 --> 00:00:04,000\nthe council met\non Monday',
        '',
        '3\n00:00:04,000 --> 00:00:06,000\nthe council met\non Monday\nin the old hall',
        '',
        '4\n00:00:06,000 --> 00:00:08,000\non Monday\nin the old hall\nand voted',
      ),
    )
    expect(text).toBe('the council met\non Monday\nin the old hall\nand voted')
  })

  it('word by word are read once', async () => {
    const { text } = await read(
      lines(
        '1\n00:00:00,000 --> 00:00:01,000\nwe have',
        '\n2\n00:00:01,000 --> 00:00:02,000\nwe have built the',
        '\n3\n00:00:02,000 --> 00:00:03,000\nwe have built the first of five',
        '\n4\n00:00:03,000 --> 00:00:04,000\nbuilt the first of five bridges',
      ),
    )
    expect(text.replaceAll('\n', ' ')).toBe('we have built the first of five bridges')
  })

  it('are told from somebody who says the same again later', async () => {
    const { text } = await read(
      lines(
        '1\n00:00:00,000 --> 00:00:01,000\nNever again.',
        '\n2\n00:00:01,501 --> 00:00:03,000\nNever again.',
        '\n3\n00:00:03,000 --> 00:00:04,000\nAgain and again.',
      ),
    )
    expect(text).toBe('Never again.\nNever again.\nAgain and again.')
  })

  it('still roll where one cue comes up half a second after the other', async () => {
    const cue = '\n2\n00:00:01,500 --> 00:00:03,000\nNever again.'
    const { text } = await read(lines('1\n00:00:00,000 --> 00:00:01,000\nNever again.', cue))
    expect(text).toBe('Never again.')
  })
})

describe('captions as programs write them', () => {
  it.each([
    ['an empty line', '1\n00:00:01,000 --> 00:00:02,000\n\nHello\n\n2\n00:00:03,000 --> 00:00:04,000\nthere'],
    ['a blank', '1\n00:00:01,000 --> 00:00:02,000\n \nHello\n\n2\n00:00:03,000 --> 00:00:04,000\n \nthere'],
    ['no number', '00:00:01.000 --> 00:00:02.000\nHello\n\n00:00:03.000 --> 00:00:04.000\nthere'],
    ['single digits', '1\n0:0:1.0 --> 0:0:2\nHello\n\n2\n0:0:3,0 --> 0:0:4,000\nthere'],
    ['short arrows', '1\n00:00:01,000 -> 00:00:02,000\nHello\n\n2\n00:00:03,000 –> 00:00:04,000\nthere'],
    [
      'marks of speakers',
      '1\n00:00:01,000 --> 00:00:02,000\n>> Hello\n\n2\n00:00:03,000 --> 00:00:04,000\n&gt;&gt; there',
    ],
    [
      'nothing between the cues',
      '1\n00:00:01,000 --> 00:00:02,000\nHello\n2\n00:00:03,000 --> 00:00:04,000\nthere',
    ],
  ])('with %s first are read', async (_, content) => {
    expect((await read(content)).segments).toEqual([
      { startSeconds: 1, endSeconds: 2, text: 'Hello' },
      { startSeconds: 3, endSeconds: 4, text: 'there' },
    ])
  })

  it('are read where they are declared as plain text, with the marks that part their lines as blanks', async () => {
    const bytes = new TextEncoder().encode('1\n00:00:01,000 --> 00:00:02,000\nHello<br>there')
    const document = { location: 'https://example.org/download?id=7', bytes, mediaType: 'text/plain' }
    expect((await (await chooseExtractor(document)).extract(document)).segments).toEqual([
      { startSeconds: 1, endSeconds: 2, text: 'Hello there' },
    ])
  })

  it('keep a number that is said, and an empty cue takes nothing from the next', async () => {
    const { segments } = await read(
      lines(
        'WEBVTT',
        '',
        'first',
        '00:01.000 --> 00:02.000',
        '',
        'second',
        '00:02.000 --> 00:03.000',
        '1984',
        '00:03.000 --> 00:04.000',
        'was a year',
      ),
    )
    expect(segments?.map(({ text }) => text)).toEqual(['1984', 'was a year'])
  })

  it('name a speaker where another begins, and have no entities', async () => {
    const { text } = await read(
      lines(
        'WEBVTT',
        '\n00:01.000 --> 00:02.000\n<v Maria Keller>It&#39;s late &amp; dark',
        '\n00:02.000 --> 00:03.000\n<v.loud Maria Keller>Let&rsquo;s go',
        '\n00:03.000 --> 00:04.000\n<v Omar>Yes',
      ),
    )
    expect(text).toBe("Maria Keller: It's late & dark\nLet’s go\nOmar: Yes")
  })

  it('eighty thousand of them are read', async () => {
    const cue = (index: number) => {
      const clock = new Date(index * 1000).toISOString().slice(11, 19)
      return `${index}\n${clock},000 --> ${clock},900\nline ${index}\n`
    }
    const { segments } = await read(Array.from({ length: 80_000 }, (_, index) => cue(index)).join('\n'))
    expect(segments).toHaveLength(80_000)
  })
})

describe('other forms of captions', () => {
  const said = [
    { startSeconds: 1, endSeconds: 2.5, text: 'Good morning, all' },
    { startSeconds: 62.04, endSeconds: 63, text: 'Thank you' },
  ]

  it.each([
    ['SBV', '0:00:01.000,0:00:02.500\nGood morning,\nall\n\n0:01:02.040,0:01:03.000\nThank you\n'],
    [
      'ASS',
      lines(
        '[Script Info]',
        'Title: A talk',
        '[V4+ Styles]',
        'Format: Name, Fontname',
        '[Events]',
        'Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text',
        'Comment: 0,0:00:00.00,0:00:01.00,Default,,0,0,0,,not shown',
        'Dialogue: 0,0:01:02.04,0:01:03.00,Default,,0,0,0,,{\\an8\\i1}Thank you{\\i0}',
        'Dialogue: 0,0:00:01.00,0:00:02.50,Default,,0,0,0,,Good morning,\\Nall',
        'Dialogue: 0,0:00:01.00,0:00:02.50,Default,,0,0,0,,{\\p1}m 0 0 l 100 0 100 100{\\p0}',
      ),
    ],
    [
      'TTML',
      lines(
        '<?xml version="1.0" encoding="utf-8"?>',
        '<tt xmlns="http://www.w3.org/ns/ttml" xmlns:ttp="http://www.w3.org/ns/ttml#parameter" ttp:frameRate="25">',
        '<head><metadata><title>no text</title></metadata></head><body><div>',
        '<p begin="00:00:01.000" end="00:00:02.500">Good <span>morning</span>,<br/>all</p>',
        '<p begin="00:01:02:01" dur="0.96s">Thank\n   you</p>',
        '</div></body></tt>',
      ),
    ],
    [
      'YouTube’s JSON',
      JSON.stringify({
        wireMagic: 'pb3',
        events: [
          { tStartMs: 0, dDurationMs: 90_000, id: 1 },
          {
            tStartMs: 1000,
            dDurationMs: 1500,
            segs: [{ utf8: 'Good' }, { utf8: ' morning,', tOffsetMs: 300 }, { utf8: '\nall' }],
          },
          { tStartMs: 2500, dDurationMs: 100, aAppend: 1, segs: [{ utf8: '\n' }] },
          { tStartMs: 62_040, dDurationMs: 960, segs: [{ utf8: 'Thank you' }] },
        ],
      }),
    ],
    [
      'YouTube’s XML in seconds',
      '<?xml version="1.0" encoding="utf-8" ?><transcript><text start="1" dur="1.5">Good morning,\nall</text><text start="62.04" dur="0.96">Thank you</text></transcript>',
    ],
    [
      'YouTube’s XML in milliseconds',
      '<?xml version="1.0" encoding="utf-8" ?><timedtext format="3"><head><ws id="0"/></head><body><p t="1000" d="1500">Good <s t="300">morning,</s> all</p><p t="62040" d="960">Thank you</p></body></timedtext>',
    ],
    [
      'a recogniser’s JSON',
      JSON.stringify({
        text: 'Good morning, all Thank you',
        segments: [
          { id: 0, start: 1, end: 2.5, text: ' Good morning, all' },
          { id: 1, start: 62.04, end: 63, text: ' Thank you' },
        ],
      }),
    ],
  ])('%s', async (_, content) => {
    expect(await read(content)).toMatchObject({ type: 'captions', segments: said })
  })

  it('name who speaks: in ASS, TTML and transcripts of podcasts', async () => {
    const ass = '[Script Info]\n[Events]\nDialogue: 0,0:00:01.00,0:00:02.00,Default,Ann,0,0,0,,Yes, of course'
    const ttml =
      '<tt xmlns:ttm="http://www.w3.org/ns/ttml#metadata"><head><ttm:agent xml:id="s1"><ttm:name>Ann</ttm:name></ttm:agent></head>' +
      '<body><p begin="1s" end="2s" ttm:agent="s1">Yes, of course</p></body></tt>'
    const podcast = JSON.stringify({
      version: '1.0.0',
      segments: [{ speaker: 'Ann', startTime: 1, endTime: 2, body: 'Yes, of course' }],
    })
    for (const content of [ass, ttml, podcast])
      expect((await read(content)).segments).toEqual([
        { startSeconds: 1, endSeconds: 2, text: 'Ann: Yes, of course' },
      ])
  })

  it.each([
    ['100ms', 0.1],
    ['2m', 120],
    ['1h', 3600],
    ['12f', 0.4],
    ['20000000t', 2],
    ['00:00:01:15', 1.5],
    ['7', 7],
  ])('in TTML begin at %s', async (begin, startSeconds) => {
    const content = `<tt xmlns:ttp="p" ttp:frameRate="30" ttp:tickRate="10000000"><body><p begin="${begin}">Yes</p></body></tt>`
    expect((await read(content)).segments?.[0]).toMatchObject({ startSeconds })
  })
})

describe('JSON that is no captions', () => {
  it('is read as lines of names and values', async () => {
    const content = JSON.stringify({ name: 'Ann', tags: ['a', 'b'], born: { year: 1984 }, note: null })
    expect(await read(content)).toMatchObject({
      type: 'text',
      text: 'name: Ann\ntags: a\ntags: b\nborn.year: 1984',
    })
  })

  it('is read line by line where each line is a value', async () => {
    expect(await read('{"a": 1}\n{"a": 2}\n')).toMatchObject({ text: 'a: 1\na: 2' })
  })

  it('is refused by its name when it is broken', async () => {
    await expect(read('{"a": 1')).rejects.toMatchObject({
      reason: 'unreadable',
      problem: { values: { format: 'JSON' } },
    })
  })

  it('is told from text that begins with a bracket', async () => {
    expect(await read('[1] The first note.')).toMatchObject({ type: 'text', text: '[1] The first note.' })
  })
})

describe('captions as servers and programs send them', () => {
  it('are read from XML that is declared as no more than that; other XML is not', async () => {
    const send = async (xml: string) => {
      const document = { location: 'talk', bytes: new TextEncoder().encode(xml), mediaType: 'text/xml' }
      return (await chooseExtractor(document)).extract(document)
    }
    const { text } = await send(
      '<?xml version="1.0"?><transcript><text start="0" dur="2">Hello</text></transcript>',
    )
    expect(text).toBe('Hello')
    await expect(send('<opml><body/></opml>')).rejects.toMatchObject({
      problem: { reason: 'unsupported_type', values: { type: 'text/xml' } },
    })
  })

  it('are read with times of whole seconds', async () => {
    const { segments } = await read('1\n00:00:01 --> 00:00:03\nHello\n\n2\n00:00:04 --> 00:00:06\nGood bye')
    expect(segments).toEqual([
      { startSeconds: 1, endSeconds: 3, text: 'Hello' },
      { startSeconds: 4, endSeconds: 6, text: 'Good bye' },
    ])
  })
})
