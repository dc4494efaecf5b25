import { describe, expect, it } from 'vitest'
import { page, readArticle } from './article-page.ts'

const description =
  '<meta property="og:description" content="Three harbours on the coast closed on Monday after the storm broke their gates.">'

describe('a page that shows something else than its text is refused', () => {
  it.each([
    [
      'refuses_programs',
      'Cloudflare’s check',
      page(
        'Just a moment...',
        '<div class="main-wrapper"><h1>news.example</h1><h2>Verifying you are human. This may take a few seconds.</h2><p>news.example needs to review the security of your connection before proceeding.</p></div><div>Ray ID: <code>8f1c</code></div><p>Performance &amp; security by Cloudflare</p><script src="/cdn-cgi/challenge-platform/h/b/orchestrate/chl_page/v1"></script>',
      ),
    ],
    [
      'refuses_programs',
      'Cloudflare’s block',
      page(
        'Attention Required! | Cloudflare',
        '<div id="cf-wrapper"><h1>Sorry, you have been blocked</h1><h2>You are unable to access news.example</h2><p>Why have I been blocked?</p><p>This website is using a security service to protect itself from online attacks.</p></div>',
      ),
    ],
    [
      'refuses_programs',
      'DataDome’s check',
      page(
        'news.example',
        '<p id="cmsg">Please enable JS and disable any ad blocker</p><script src="https://ct.captcha-delivery.com/c.js"></script>',
      ),
    ],
    [
      'refuses_programs',
      'a button to press and hold',
      page(
        'Access to this page has been denied',
        '<div id="px-captcha"></div><p>Press &amp; Hold to confirm you are a human (and not a bot).</p><p>Reference ID 7d0c</p>',
      ),
    ],
    [
      'refuses_programs',
      'Imperva’s frame',
      page(
        '',
        '<iframe id="main-iframe" src="/_Incapsula_Resource?SWUDNSAI=31">Request unsuccessful.</iframe><p>Request unsuccessful. Incident ID: 1-2</p>',
      ),
    ],
    [
      'refuses_programs',
      'Akamai’s refusal',
      page(
        'Access Denied',
        '<h1>Access Denied</h1>You don\'t have permission to access "http://news.example/" on this server.<p>Reference #18.2d</p>',
      ),
    ],
    [
      'refuses_programs',
      'a shop’s question',
      page(
        'Robot Check',
        "<h4>Enter the characters you see below</h4><p>Sorry, we just need to make sure you're not a robot.</p><form><input></form>",
      ),
    ],
    [
      'refuses_programs',
      'a search engine’s question',
      page(
        'https://news.example/search',
        '<p>Our systems have detected unusual traffic from your computer network. This page checks to see if it\'s really you sending the requests, and not a robot.</p><div class="g-recaptcha"></div><p>IP address: 192.0.2.1</p>',
      ),
    ],
    [
      'refuses_programs',
      'a Russian check',
      page(
        'Вы не робот?',
        '<p>Подтвердите, что вы не робот.</p><p>Нам очень жаль, но запросы с вашего устройства похожи на автоматические.</p>',
      ),
    ],
    [
      'consent_page',
      'Google’s question',
      page(
        'Before you continue to YouTube',
        '<h1>Before you continue to YouTube</h1><p>We use cookies and data to</p><ul><li>Deliver and maintain Google services</li><li>Track outages and protect against spam, fraud, and abuse</li><li>Measure audience engagement and site statistics to understand how our services are used</li></ul><p>If you choose to “Accept all,” we will also use cookies and data to</p><ul><li>Develop and improve new services</li><li>Deliver and measure the effectiveness of ads</li><li>Show personalized content, depending on your settings</li></ul><p>Select “More options” to see additional information, including details about managing your privacy settings.</p><form><button>Reject all</button><button>Accept all</button></form>',
      ),
    ],
    [
      'consent_page',
      'a publisher’s dialog',
      page(
        'The Daily Example',
        '<div role="dialog"><h2>We value your privacy</h2><p>We and our 824 partners store and/or access information on a device, such as cookies and process personal data, such as unique identifiers.</p><p>With your permission we and our partners may use precise geolocation data.</p><p>You may click to consent to our and our partners’ processing. Your preferences will apply to this website only.</p><p>You can change your preferences at any time by returning to this site.</p></div>',
      ),
    ],
    [
      'consent_page',
      'a German dialog',
      page(
        'Beispiel-Zeitung',
        '<h2>Wir benötigen Ihre Zustimmung</h2><p>Wir und unsere Partner verwenden Cookies, um Ihnen Inhalte zu zeigen.</p><p>Sie können Ihre Einwilligung jederzeit in den Cookie-Einstellungen widerrufen.</p><p>Alle akzeptieren</p>',
      ),
    ],
    [
      'consent_page',
      'a French dialog',
      page(
        'Le Journal',
        '<p>Avec votre accord, nos partenaires et nous utilisons des cookies pour stocker et accéder à des informations personnelles.</p><p>Vous pouvez retirer votre consentement à tout moment.</p><p>Tout accepter</p><p>Continuer sans accepter</p>',
      ),
    ],
    [
      'sign_in_page',
      'a network’s box',
      page(
        'Log in or sign up to view',
        '<h1>See more on Facebook</h1><form><input name="email"><input type="password"></form><p>Email or phone number</p><p>Password</p><p>Forgot password?</p><p>or</p><p>Create new account</p>',
      ),
    ],
    ['sign_in_page', 'one sentence', page('Forum', '<p>You must be logged in to view this topic.</p>')],
    [
      'sign_in_page',
      'a network of professionals',
      page(
        'Sign Up | Professionals',
        '<h1>Join now</h1><p>Sign in to see who you already know.</p><p>Email</p><p>Password</p><p>Already have an account? Sign in</p>',
      ),
    ],
    [
      'sign_in_page',
      'a Russian network',
      page('Вход', '<p>Войдите, чтобы читать дальше.</p><p>Забыли пароль?</p>'),
    ],
    [
      'subscribers_only',
      'a page that is paid for',
      page(
        'Harbours',
        '<p>This article is for subscribers only.</p>',
        '<script type="application/ld+json">{"@type":["NewsArticle"],"isAccessibleForFree":false}</script>',
      ),
    ],
    [
      'subscribers_only',
      'an offer',
      page(
        'Harbours',
        '<h1>Harbours</h1><p>Subscribe to continue reading.</p><p>Already a subscriber? Log in</p>',
      ),
    ],
    [
      'empty_page',
      'the shell of a program',
      page('App', '<div id="root">Loading…</div><script src="/app.js"></script>'),
    ],
    [
      'empty_page',
      'a program that says so',
      page('App', '<div id="root"></div><div>You need to enable JavaScript to run this app.</div>'),
    ],
    [
      'page_not_found',
      'a 404 that calls itself found',
      page('Page not found', '<h1>Oops!</h1><p>That page has moved or never was.</p>'),
    ],
  ])('as %s: %s', async (reason, _, html) => {
    await expect(readArticle(html)).rejects.toMatchObject({ reason })
  })
})

describe('a page that keeps its text back and says what it is about', () => {
  it.each([
    ['consent', 'https://consent.news.example/', page('Before you continue', '<p>Choose.</p>', description)],
    ['sign_in', undefined, page('Harbours', '<p>Log in to see more.</p>', description)],
    ['scripts', undefined, page('Harbours', '<div id="app">Loading…</div>', description)],
    [
      'subscription',
      undefined,
      page('Harbours', '<p>This article is for subscribers only.</p>', description),
    ],
  ])('is read by that: %s', async (by, url, html) => {
    const source = await readArticle(html, url)

    expect(source.withheld).toEqual({ by, shown: 'description' })
    expect(source.text).toBe(
      'Three harbours on the coast closed on Monday after the storm broke their gates.',
    )
  })

  it('is not read by a description that says no more than a title', async () => {
    const head = '<meta name="description" content="Harbours: news and more from the coast">'
    await expect(readArticle(page('Harbours', '<p>Log in to see more.</p>', head))).rejects.toMatchObject({
      reason: 'sign_in_page',
    })
  })

  it('is read by its free beginning where there is one', async () => {
    const beginning =
      'Three harbours on the coast closed on Monday after the storm broke their gates. The mayor of the largest said that repairs would take until the spring, and that ferries would leave from the northern pier. Fishermen moved their boats inland on Sunday evening, when the first warnings came, and lost none of them.'
    const source = await readArticle(
      page(
        'Harbours',
        `<article><h1>Harbours</h1><p>${beginning}</p><p>Subscribe to continue reading.</p></article>`,
        '<script type="application/ld+json">{"isAccessibleForFree":"False"}</script>',
      ),
    )
    expect(source).toMatchObject({ withheld: { by: 'subscription', shown: 'beginning' } })
    expect(source.text).toContain('lost none of them.')
    expect(source.text).not.toContain('Subscribe')
  })
})
