/**
 * What stands in the way of a page's text, in languages besides those of `wall-words.ts`: a line a language, in the order of their
 * names in English.
 */

/** That a person proves to be one. */
export const challengeAbroad = anyOf(
  /完成(?:安全)?[验驗][证證]|人机(?:身份)?验证|机器人验证|我不是(?:机器人|機器人)|确认您?是(?:真人|人类)|环境异常|访问(?:异常|过于频繁)|安全(?:检查|验证)|安全性?[檢驗][查證]/u,
  /ik ben geen robot|(?:bevestig|controleer|verifieer).{0,20} (?:een )?mens|beveiliging van (?:uw|je) verbinding/u,
  /je ne suis pas un robot|(?:êtes|vous soyez) (?:bien )?(?:un )?(?:être )?humain|sécurité de votre connexion|trafic (?:inhabituel|suspect)|accès (?:refusé|bloqué)/u,
  /ich bin kein roboter|bestätigen sie, dass sie|sicherheit ihrer verbindung|(?:überprüf|prüf)en (?:wir )?ihren browser|ungewöhnlichen datenverkehr|zugriff verweigert/u,
  /non sono un robot|(?:di essere|sei|che sia) (?:un )?(?:essere )?uman[oa]|sicurezza della (?:tua )?connessione|accesso negato/u,
  /(?:私は)?ロボットではありません|(?:人間|ロボットでない)(?:である)?こと(?:の確認|を(?:ご)?(?:確認|証明))|セキュリティ(?:確認|チェック)|接続の安全性|アクセスが(?:拒否|制限)/u,
  /로봇이 아님|로봇이 아닙니다|사람인지 확인|자동 ?(?:입력|등록) ?방지|보안 (?:확인|문자)|접근이 (?:거부|차단)/u,
  /nie jestem robotem|(?:potwierdź|zweryfikuj|upewnij).{0,20} (?:jesteś )?człowiek|bezpieczeństw[oa] (?:twojego )?połączenia|odmowa dostępu/u,
  /não sou um rob[ôo]|você é (?:um )?humano|que é (?:um )?(?:ser )?humano|segurança d[ae] sua (?:conexão|ligação)|acesso negado/u,
  /запросы (?:отправляли вы|с вашего)|похожи на автоматические|я не робот|что вы человек|подтвердите,? что вы (?:не робот|человек)/u,
  /no soy un robot|(?:eres|es usted|que es) (?:un )?(?:ser )?humano|seguridad de (?:su|tu) conexión|tráfico inusual|acceso denegado/u,
  /robot (?:olmadığınızı|değilim)|insan olduğunuzu|bağlantınızın güvenliğini|erişim engellendi/u,
  /підтверд[ьі]те,? що ви (?:людина|не робот)|перевірка (?:безпеки|браузера)|я не робот|доступ (?:обмежено|заборонено)/u,
)

export const challengeTitleAbroad =
  /^(?:un instant|nur einen moment|un momento|um momento|een ogenblik|chwileczkę|bir dakika|зачекайте|ой!|环境异常|お待ちください|잠시만|請稍候|请稍候)/iu

/** What a dialog about cookies is about. */
export const consentSubjectAbroad = anyOf(
  /隐私|隱私|接受(?:所有|全部)|拒绝(?:所有|全部)|同意/u,
  /soubory cookie|souhlas|přijmout|odmítnout|soukrom/u,
  /samtykke|samtycke|godkänn|accepter alle|acceptér|avvisa|afvis|godta/u,
  /akkoord|toestemming|weiger|privacy-?instellingen|accepteer|accepteren/u,
  /mit (?:werbung|tracking)|werbetracking|werbefrei|pur-abo|zustimmung|zustimmen|einwilligung/u,
  /クッキー|同意|プライバシー|すべて(?:許可|受け入れ|拒否)/u,
  /쿠키|동의|개인정보|모두 (?:수락|허용|거부)/u,
  /prywatno[śs]|partnerz|zgod[ęay]|akceptuj|odrzu[cć]|dan(?:e|ych) osobow|pliki? cookie/u,
  /privacidade|parceiros|consentimento|aceitar|rejeitar|recusar/u,
  /çerez|gizlilik|kabul et|reddet|izin ver/u,
  /файл(?:и|ів) cookie|конфіденційн|прийняти|відхилити|згод[аиу]|персональн/u,
)

export const consentActAbroad = anyOf(
  /接受|拒绝|同意|許可|拒否|동의|수락|거부/u,
  /souhlas|přijmout|odmítnout|samtyk|samtyck|godkänn|akkoord|toestemming|weiger|accepteren/u,
  /zgod|akceptuj|odrzuć|przejdź|aceitar|rejeitar|concorda|recusar|kabul|reddet|onayl|прийняти|відхилити|погодж/u,
)

/** Words of somebody who speaks to a reader. */
export const saidToSomebodyAbroad = anyOf(
  /我们|您|我們|当社|お客様|あなた|저희|귀하|회원님/u,
  /(?<!\p{L})(?:my|naše|našich|vaše|vaši|vám|nasi|nasz[aei]?|twoj[aąeą]|twojego|ciebie|klikn\p{L}*|vi|våra|vores|våre|din|wij|we|onze|ons|jouw|jij|uw|je|nós|nossos?|nossas?|seus?|suas?|você|concorda|biz|sizin?|siz[ei]|ми|наш\p{L}*|ви|ваш\p{L}*)(?!\p{L})/u,
)

/** That a reader signs in. */
export const signInAbroad = anyOf(
  /(?:请(?:先)?|請先?)[登注][录錄入册]|登[录錄入](?:后|後|即可|以|查看|知乎)|(?:验证码|密码|手机|短信|扫码)登录|注册即代表|未注册手机|忘记密码|^(?:登录|注册|登入|登錄).{0,8}$/u,
  /wachtwoord vergeten|geen account|^(?:inloggen|aanmelden|registreren)$/u,
  /mot de passe oublié|pas (?:encore )?de compte|(?:continuer|se connecter) avec \p{L}+$|^(?:se connecter|s['’]inscrire|connexion)$/u,
  /passwort vergessen|(?:noch )?kein(?:en)? (?:konto|account)|mit \p{L}+ (?:anmelden|einloggen|fortfahren)$|^(?:anmelden|registrieren|einloggen|oder)$/u,
  /password dimenticata|dimenticato la password|non hai un account|^(?:accedi|registrati)$/u,
  /ログイン(?:して|すると|が必要|してください)|パスワードをお忘れ|^(?:ログイン|新規登録|会員登録)$/u,
  /로그인(?:이 필요|하세요|해 ?주세요|하면|하시면| 후)|비밀번호(?:를)? ?(?:찾기|잊)|^(?:로그인|회원가입)$/u,
  /(?:nie pamiętasz|zapomniał[ea]ś) hasła|nie masz (?:jeszcze )?konta|^(?:zaloguj|zarejestruj)(?: się)?$|zaloguj się,? (?:aby|żeby)/u,
  /esqueceu (?:a |sua )?(?:senha|palavra-passe)|não tem (?:uma )?conta|^(?:entrar|iniciar sessão|cadastre-se|criar conta)$|(?:faça login|inicie sessão|entre) para/u,
  /olvidaste tu contraseña|olvidado (?:tu|la|su) contraseña|no tienes (?:una )?cuenta|^(?:iniciar sesión|registrarse|entrar)$/u,
  /şifre(?:ni|nizi|mi) (?:mi )?unuttu|hesabın(?:ız)? yok|^(?:giriş yap|kaydol|üye ol)$|giriş yap(?:ın|malısınız)/u,
  /забули пароль|^(?:увійти|вхід|реєстрація)$|увійдіть.{0,40}(?:щоб|для)/u,
)

export const signInTitleAbroad =
  /^(?:登[录入錄]|ログイン|로그인|zaloguj|inloggen|accedi|entrar|giriş|увійти|connexion|anmelden|einloggen|iniciar sesión)(?:$|[^\p{L}]|\s)/iu

/** That a reader pays. */
export const subscriptionAbroad = anyOf(
  /(?:会员|會員|付费|订阅)(?:者|用户)?(?:专享|專享|可见|可读|阅读|内容|限定)|(?:订阅|开通会员)(?:后|即可|以)/u,
  /(?:alleen|exclusief) voor abonnees|word abonnee|al abonnee/u,
  /il vous reste .{0,20}à lire|déjà abonné/u,
  /(?:nur|exklusiv) (?:für|mit) .{0,20}abo|bereits abonnent|jetzt weiterlesen|(?:artikel|text|inhalt) ist kostenpflichtig/u,
  /riservat[oa] agli abbonati|abbonati per|sei già abbonato/u,
  /(?:有料)?(?:会員|購読者|登録者)(?:の)?(?:方)?限定|続きを?(?:お読み|読む)|残り\s?[\d,]+文字|有料記事/u,
  /(?:유료|구독자?|회원) ?(?:전용|만 (?:볼|읽을))|구독(?:하고|하시면|이 필요)|전문을 (?:보려면|읽으)/u,
  /tylko dla (?:prenumeratorów|subskrybentów)|wykup (?:prenumeratę|dostęp|subskrypcję)|aby czytać dalej/u,
  /(?:exclusivo|só) para assinantes|assine para|já é assinante/u,
  /ya eres suscriptor|para seguir leyendo/u,
  /sadece aboneler|devamını okumak için/u,
  /(?:лише|тільки) для (?:передплатників|підписників)|оформіть (?:підписку|передплату)/u,
)

/** That a reader is old enough, asked before anything is shown. */
export const ageQuestion = anyOf(
  /(?:are you|i(?:['’]m| am)|confirm (?:that )?you are|you (?:must|have to) be) (?:over|at least|above|of legal age|(?:18|21|eighteen|twenty-one) (?:years|or))|willing to see adult content|(?:verify|confirm) your age|your date of birth/u,
  /(?:sind sie|bist du|ich bin) (?:über|mindestens|älter als|schon) (?:18|16)|bestätigen sie ihr alter/u,
  /(?:вам|мне) (?:уже )?(?:есть|исполнилось|больше) 18|подтвердите.{0,20}возраст/u,
  /(?:avez-vous|j['’]ai) (?:plus de )?18 ans|(?:eres|soy) mayor de (?:18|edad)|você tem (?:mais de )?18 anos/u,
  /(?:未满|已满|满)\s?(?:18|十八)\s?(?:岁|周岁)|18歳(?:以上|未満)(?:ですか|の方)|만 ?(?:18|19)세 (?:이상|미만)/u,
)
export const ageTitle =
  /^(?:age (?:verification|check|gate|confirmation)|verify your age|are you (?:over|at least|18)|adults? only|altersprüfung|altersverifikation|подтверждение возраста|vérification de l['’]âge|verificación de edad)\b/iu

/** That the page is not for those who live where the program runs. */
export const elsewhereSentence = anyOf(
  /(?:not|un)[ -]?available (?:in|to (?:users|readers|visitors) in|from|for) your (?:country|region|location|area)|from a country belonging to the european|enforces the general data protection|access cannot be granted/u,
  /(?:in (?:ihrem|deinem) (?:land|region)|in ihrer region) (?:leider )?nicht verfügbar/u,
  /недоступ(?:ен|на|но|ны) в ваше[мй] (?:регионе|стране)|в ваше[мй] (?:регионе|стране) недоступ/u,
  /pas disponible dans votre (?:pays|région)|no está disponible en (?:tu|su) (?:país|región)|não está disponível no seu (?:país|região)/u,
)

/** That the site is being mended: how such a page, or its title, begins. */
export const maintenanceStart =
  /^(?:(?:(?:scheduled|planned|site) )?maintenance(?: mode| in progress)?$|(?:we are|we['’]re|(?:the|our|this) (?:web)?site is|down|currently|site) (?:currently )?(?:down )?(?:for|under(?:going)?) (?:scheduled )?maintenance|we['’]ll be (?:right )?back|(?:this )?(?:site|service|website) (?:is )?temporarily (?:unavailable|down)|(?:503 )?service (?:temporarily )?unavailable$|wartungs(?:arbeiten|modus)$|(?:die|diese|unsere) (?:web)?seite wird (?:gerade|derzeit) gewartet|(?:на сайте )?(?:ведутся|проводятся) (?:технические|плановые|профилактические) работы[.!]?$|технические работы$|сайт временно недоступен|(?:site )?en maintenance$|maintenance en cours$|(?:sitio )?en mantenimiento$|(?:site )?em manutenção$|(?:sito )?in manutenzione$|wegens onderhoud|przerwa techniczna$|на сайті ведуться|(?:网站|系统)维护中?|(?:サイト|ただいま)メンテナンス中|(?:시스템|서버) 점검 중)/iu

function anyOf(...patterns: readonly RegExp[]): RegExp {
  return new RegExp(patterns.map(({ source }) => source).join('|'), 'iu')
}
