import { describe, expect, it } from 'vitest'
import { page, readArticle } from './article-page.ts'

const paragraphs = (...sentences: readonly string[]) =>
  sentences.map((sentence) => `<p>${sentence}</p>`).join('')

describe('a wall is told in whichever language it stands', () => {
  it.each([
    [
      'refuses_programs',
      'a French check',
      'Un instant…',
      paragraphs('news.example doit vérifier la sécurité de votre connexion avant de continuer.'),
    ],
    [
      'refuses_programs',
      'a Russian captcha',
      'Ой!',
      paragraphs(
        'Подтвердите, что запросы отправляли вы, а не робот',
        'Нам очень жаль, но запросы с вашего устройства похожи на автоматические.',
      ),
    ],
    [
      'refuses_programs',
      'a Chinese check',
      '环境异常',
      paragraphs('当前环境异常，完成验证后即可继续访问。', '去验证'),
    ],
    [
      'refuses_programs',
      'a Korean check',
      '보안 확인',
      paragraphs('로봇이 아님을 확인해 주세요. 자동 입력 방지 문자를 입력하세요.'),
    ],
    [
      'refuses_programs',
      'a Turkish check',
      'Doğrulama',
      paragraphs('Robot olmadığınızı doğrulayın', 'Devam etmek için kutuyu işaretleyin.'),
    ],
    [
      'refuses_programs',
      'a Ukrainian check',
      'news.example',
      paragraphs('Підтвердьте, що ви людина. Це може зайняти кілька секунд.'),
    ],
    [
      'refuses_programs',
      'a proof of work that explains itself',
      'Making sure you&#39;re not a bot!',
      `${paragraphs(...Array<string>(6).fill('You are seeing this because the administrator of this website has set up a program against those who copy whole sites. It computes for a while, which costs a reader nothing and a copier much.'))}<script id="anubis_challenge" type="application/json">{}</script>`,
    ],
    [
      'refuses_programs',
      'a page that is not for everybody’s country',
      'Unavailable',
      paragraphs(
        'We recognize you are attempting to access this website from a country belonging to the European Economic Area (EEA) including the EU which enforces the General Data Protection Regulation (GDPR) and therefore access cannot be granted at this time.',
      ),
    ],
    [
      'consent_page',
      'a German offer to read with adverts',
      'Privacy Center',
      paragraphs(
        'Willkommen beim Beispiel',
        'Um der Nutzung mit Werbung zuzustimmen, muss JavaScript in Ihrem Browser zugelassen sein.',
        'Besuchen Sie uns wie gewohnt mit Werbung und Tracking. Ihre Zustimmung ist jederzeit widerrufbar.',
        'Nutzen Sie uns im PUR-Abo ganz ohne Werbetracking.',
      ),
    ],
    [
      'consent_page',
      'a Polish dialog',
      'Portal',
      paragraphs(
        'Twoja prywatność jest dla nas ważna',
        'My i nasi partnerzy przechowujemy informacje na urządzeniu, takie jak pliki cookie, i przetwarzamy dane osobowe. Kliknij „Przejdź do serwisu”, aby wyrazić zgodę.',
      ),
    ],
    [
      'consent_page',
      'a Dutch dialog',
      'Krant',
      paragraphs(
        'Jouw privacy-instellingen',
        'Om je de beste ervaring te bieden, gebruiken wij en onze partners cookies. Door op "Akkoord" te klikken geef je toestemming.',
      ),
    ],
    [
      'consent_page',
      'a Portuguese dialog',
      'Jornal',
      paragraphs(
        'Nós valorizamos a sua privacidade',
        'Nós e os nossos parceiros armazenamos informações dos dispositivos, tais como cookies. Ao clicar em "Aceitar tudo", concorda com o uso.',
      ),
    ],
    [
      'consent_page',
      'a question for the age',
      'Welcome',
      paragraphs(
        'Are you over 18?',
        'You must be at least eighteen years old to view this content. Are you over eighteen and willing to see adult content?',
      ),
    ],
    [
      'sign_in_page',
      'a German box',
      'Anmelden • Beispiel',
      `<form><input type="password"></form>${paragraphs('Mit Facebook anmelden', 'Passwort vergessen?', 'Du hast kein Konto? Registrieren')}`,
    ],
    [
      'sign_in_page',
      'a box with terms of use',
      'Join the network',
      `<form><input type="password"></form>${paragraphs('By clicking Agree and Join, you agree to our Terms of Service and Privacy Policy.', 'Already have an account? Sign in')}`,
    ],
    [
      'sign_in_page',
      'a Chinese box',
      '有问题，就会有答案',
      paragraphs('验证码登录 密码登录', '未注册手机验证后自动登录，注册即代表同意协议'),
    ],
    [
      'subscribers_only',
      'a Japanese offer',
      '橋の再開',
      `<article><h1>橋の再開</h1>${paragraphs('十一年の工事を経て、橋は金曜日に再開する。', 'この記事は会員限定です。ログインすると続きをお読みいただけます。')}</article>`,
    ],
    [
      'server_trouble',
      'a site that is being mended',
      'Wartungsarbeiten',
      paragraphs('Die Seite wird gerade gewartet. Bitte versuchen Sie es später noch einmal.'),
    ],
  ])('%s: %s', async (reason, _name, title, body) => {
    await expect(readArticle(page(title, body))).rejects.toMatchObject({ reason })
  })
})

describe('a short article that quotes walls, or tells how to pass them, is read', () => {
  it.each([
    [
      'a film',
      'I am not a robot: a review',
      [
        'The film “I’m Not a Robot”, which won an Oscar in 2025, tells of a music producer who fails a test of pictures again and again.',
        'It lasts 22 minutes and is set in an office in Amsterdam.',
      ],
    ],
    [
      'a Russian article',
      'Почему капча устарела',
      [
        '«Подтвердите, что вы не робот» — эту фразу видел каждый. Боты решают задачу в 99 % случаев, люди в 71 %.',
        'Владельцы сайтов опасаются, что без проверок вырастет спам.',
      ],
    ],
    [
      'a German article',
      'Verlag senkt Preis',
      [
        'Der Verlag senkt den Preis seines Abos auf 3,99 Euro im Monat, teilte er am Dienstag mit.',
        '„Jetzt weiterlesen“ bleibt für Abonnenten.',
      ],
    ],
    [
      'advice',
      'How to enable JavaScript in your browser',
      [
        'Many pages say: please enable JavaScript and cookies to continue. Here is how to do that.',
        'In Chrome, open Settings, then Site settings, and choose JavaScript.',
      ],
    ],
    [
      'a promise about cookies',
      'Cookie Policy',
      [
        'We use cookies to remember your settings and to measure our audience.',
        'You can accept all or reject all cookies in your settings at any time. Cookies of our partners are kept for thirteen months.',
      ],
    ],
    [
      'what somebody has met',
      'Captcha loop on login',
      [
        'After I solve the captcha, the page says “Verify you are human” again and again. It is Firefox 131 on Linux.',
        'It works in a private window. Clearing the cookies did not help.',
      ],
    ],
    [
      'walls between countries',
      'News sites block Europeans',
      [
        'More than 1,100 American news sites have shut Europeans out since 2018.',
        '“Access cannot be granted at this time,” visitors read. Publishers say that the rules would cost more than the readers bring.',
      ],
    ],
    [
      'lost records',
      'Records lost',
      [
        'The hospital lost records with the name and date of birth of 4,000 people. You must be over 18 to ask for yours.',
      ],
    ],
    [
      'a ferryman',
      'Waiting',
      [
        'Please wait, said the ferryman, and we waited.',
        'One more step, he said at dawn, and we were across.',
      ],
    ],
    [
      'roadworks',
      'Технические работы на мосту',
      ['Технические работы на мосту продлятся до пятницы, сообщила мэрия. Движение идёт по одной полосе.'],
    ],
    [
      'a short piece with a form for comments',
      'Quake shakes coast',
      [
        'An earthquake of magnitude 4.1 shook the coast near Varnholt on Monday morning at six. Nobody was hurt, and no house fell.',
        '<span class="g-recaptcha"></span>',
      ],
    ],
  ])('%s', async (_name, title, sentences) => {
    const source = await readArticle(page(title, `<article>${paragraphs(...sentences)}</article>`))
    expect(source).not.toHaveProperty('withheld')
    expect(source.text).toContain(sentences[0]?.slice(-20).trim())
  })
})
