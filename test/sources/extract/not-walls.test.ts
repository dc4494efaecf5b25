import { describe, expect, it } from 'vitest'
import { page, readArticle } from './article-page.ts'

const about = (sentences: readonly string[]) => sentences.map((sentence) => `<p>${sentence}</p>`).join('')

describe('an article about what walls of pages speak of is read', () => {
  it.each([
    [
      'cookies',
      'Cookie rules change',
      [
        'The regulator fined a newspaper on Monday because its cookie banner had no button to refuse.',
        'Readers could only press a button that said “Accept all”, the ruling says.',
        'The publisher has until June to change the dialog. It said that it would appeal.',
        'Similar cases are under way in four countries, and lawyers expect more of them.',
      ],
    ],
    [
      'robots',
      'How checks for robots work',
      [
        'When a site asks whether visitors are human, it measures how they move the mouse.',
        'Companies sell such checks to shops and newspapers. In tests programs passed them more often than people did.',
        'A study of 1,400 participants found that people needed nine seconds on average, and that a third of them gave up.',
      ],
    ],
    [
      'passwords',
      'Passwords are going away',
      [
        'Most people reuse the same password on several sites, a survey of 2,000 adults shows.',
        'Keys that stay on the telephone are safer, says the agency, since nobody can be talked into giving them away.',
        'Two banks have switched their customers already. A third will follow in March, and the rest of the market within two years.',
      ],
    ],
    [
      'subscriptions',
      'Newspapers find their readers',
      [
        'The paper gained 40,000 subscribers in a year, its owner said on Tuesday.',
        'A month costs nine dollars. Half of the new readers came through a podcast about the harbour.',
        'Advertising fell by a fifth in the same time, so that the number of editors stays where it was.',
      ],
    ],
    [
      'JavaScript',
      'A language turns thirty',
      [
        'JavaScript was written in ten days in 1995, and it is now the language that most programmers use.',
        'Its committee meets six times a year. The next edition will bring a new way to write dates.',
        'Browsers have had to run everything that was ever written in it, which makes changes slow.',
      ],
    ],
    [
      'a security service',
      'Two held over harbour plot',
      [
        'The Federal Security Service said on Tuesday that it had detained two men who planned an attack on the harbour, and that explosives had been found.',
        'The security service gave no names. A court will hear the case on Friday.',
      ],
    ],
    [
      'security checks',
      'Security checks at the airport to take longer',
      [
        'Passengers should arrive three hours before their flight from Monday, the airport said, as old scanners are replaced.',
      ],
    ],
    [
      'prices for subscribers',
      'Films get dearer',
      [
        'The company raised its prices for subscribers in the country on Tuesday: the plan with adverts now costs nine dollars a month.',
        'It said that it would use the money for films and live sport. Shares rose in late trading.',
      ],
    ],
    [
      'full access',
      'Inspectors back at plant',
      [
        'Inspectors of the agency were given full access to the plant on Thursday for the first time in two years.',
      ],
    ],
    [
      'cookies to eat',
      'Chewy oat cookies',
      [
        'These cookies will be your new favourite: crisp at the edges and soft inside.',
        'Shape the cookies with your hands and set them apart on the tray.',
        'Bake your cookies for twelve minutes, and let them cool before you move them.',
      ],
    ],
    [
      'privacy, as its policy',
      'Privacy policy of Holm Bakery',
      [
        'This privacy policy says which personal data we keep of you when you order bread, and how long.',
        'We use no cookies for advertising, and hand your data to no partners but the carrier.',
      ],
    ],
    [
      'signing in',
      'How to sign in to your account',
      [
        'Open the site of the library and choose Sign in at the top.',
        'You must sign in once before you can change your password.',
      ],
    ],
    [
      'an engine, in a forum',
      'Engine won’t start in the cold',
      [
        'My engine won’t start below minus ten, and the battery is new.',
        'Check the glow plugs first, they are cheap and easy to change.',
        'You must log in or register to reply here.',
      ],
    ],
    [
      'a reading, in German',
      'Lesung im Hafenhaus',
      [
        'Am Freitag liest Ida Holm im Hafenhaus aus ihrem neuen Roman über die Flut.',
        'Wer kommen will, kann sich anmelden unter der Nummer 4711, denn der Raum hat nur sechzig Plätze.',
      ],
    ],
    ['very little', 'Notice', ['The library is closed on Friday.']],
  ])('about %s', async (_, title, sentences) => {
    const { text, withheld } = await readArticle(
      page(title, `<article><h1>${title}</h1>${about(sentences)}</article>`),
    )

    expect(withheld).toBeUndefined()
    expect(text).toContain(sentences[0])
  })

  it('that ends with an offer to sign in and a form with a check', async () => {
    const sentences = [
      'Three harbours on the coast closed on Monday after the storm broke their gates.',
      'The mayor of the largest said that repairs would take until the spring, and that ferries would leave from the northern pier.',
      'Fishermen moved their boats inland on Sunday evening, when the first warnings came, and lost none of them.',
    ]
    const html = page(
      'Harbours',
      `<article><h1>Harbours</h1>${about(sentences)}</article><p>Log in to leave a comment.</p><form><div class="g-recaptcha"></div></form>`,
    )
    expect((await readArticle(html)).withheld).toBeUndefined()
  })

  it('that tells search engines it has to be paid for, and is there in full', async () => {
    const long = Array.from(
      { length: 20 },
      (_, index) =>
        `On day ${index + 1} the council heard ten people about the bridge over the river and its price.`,
    )
    const html = page(
      'The bridge',
      `<article>${about(long)}</article>`,
      '<script type="application/ld+json">{"isAccessibleForFree":false}</script>',
    )
    expect((await readArticle(html)).withheld).toBeUndefined()
  })
})
