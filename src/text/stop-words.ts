/** Function words by language: they tell languages apart and carry no topic. Lower case, space separated. */
const lists = {
  en: 'the a an and or but of to in on at by for from with without about into over after before between through during under again is are was were be been being am have has had having do does did doing will would shall should can could may might must not no nor so than too very just only also as if then else when where while who whom whose which what why how that this these those it its he him his she her hers they them their theirs we us our ours you your yours i me my mine there here all any both each few more most other some such own same because until against out up down off once ever even still yet said says one two',
  de: 'der die das den dem des ein eine einen einem einer eines und oder aber nicht kein keine ist sind war waren wird werden wurde wurden hat haben hatte hatten sein seine seiner ihre ihr ihm ihn sie er es wir ich du uns euch mit von vom zu zum zur bei beim nach aus auf in im an am für über unter vor durch gegen ohne um bis seit als wie wenn dass weil ob auch noch nur schon so sich man mehr sehr hier dort dieser diese dieses diesen kann können muss soll sollen will doch dann da was wer wo',
  fr: 'le la les un une des du de et ou mais ne pas plus que qui quoi dont où ce cet cette ces son sa ses leur leurs il elle ils elles nous vous je tu on se en au aux à dans par pour sur avec sans sous entre vers chez est sont était étaient être été a ont avait avoir fait si comme aussi très bien tout tous toute toutes même encore lui y après avant depuis selon peut d l c n s qu',
  es: 'el la los las un una unos unas y o pero de del al a en con sin por para sobre entre hasta desde que quien cual cuando donde como se su sus lo le les me te nos no ni sí es son era eran ser fue fueron ha han había está están estaba muy más menos ya también este esta estos estas ese esa eso esto todo todos hay porque si según tras',
  it: 'il lo la i gli le un uno una di del dello della dei degli delle a al allo alla ai agli alle da dal dalla in nel nello nella nei nelle con su sul sulla per tra fra e o ma se che chi cui non è sono era erano essere stato stata ha hanno aveva si ci vi ne come anche più molto questo questa questi queste suo sua suoi loro quando dove perché dopo prima già ancora tutto tutti',
  pt: 'o a os as um uma uns umas de do da dos das em no na nos nas ao aos à às por pelo pela pelos para com sem sobre entre até desde e ou mas que quem quando onde como se seu sua seus suas ele ela eles elas não é são era eram ser foi foram está estão tem têm tinha há mais muito também já este esta esse essa isso isto todo todos após segundo',
  nl: 'de het een en of maar van in op aan met voor door bij naar uit over onder tegen zonder tot om te dat die dit deze wat wie waar wanneer als dan niet geen is zijn was waren wordt worden werd heeft hebben had hij zij ze wij we ik je u hun haar zijn ook nog al wel meer veel er zo na tussen volgens kan kunnen moet',
  sv: 'och att det som en ett är av för på med den till inte har de om var jag han hon vi ni sig från men ut så där nu över när kan man hade eller efter skulle finns under mot också denna detta dessa blev bli mycket utan mellan sin sina enligt vid',
  da: 'og i at det som en et er af for på med den til ikke har de om var jeg han hun vi sig fra men ud så der nu over når kan man havde eller efter skulle under mod også denne dette disse blev blive meget uden mellem sin sine ifølge ved hvad hvor nogle mig noget siger nej hun flere bare',
  nb: 'og i at det som en et er av for på med den til ikke har de om var jeg han hun vi seg fra men ut så der nå over når kan man hadde eller etter skulle under mot også denne dette disse ble bli mye uten mellom sin sine ifølge ved hva hvor noen meg noe sier nei hun flere bare',
  fi: 'ja on ei se että oli hän ovat mutta joka myös kun kuin tai niin mukaan ole olla jos sen sitä tämä tämän nyt vain ovat minä me he ne mitä jotka vuonna sekä jo vielä olisi ollut',
  pl: 'i w na z do się nie to że jest jak o od po za przez dla co ale czy lub oraz są był była było były być ma ich jego jej go tym tego ten ta te który która które tylko już jeszcze bardzo może przed przy pod więc także',
  cs: 'a v na se že je to z do s o i k od po za pro ale jako jsou byl byla bylo být má jeho její ten tato toto který která které jen už ještě také při nebo podle ve by si není tak když',
  hu: 'a az és hogy nem is egy ez van volt meg de csak már ki mint még el ha azt vagy aki ami lesz voltak szerint után között nagyon minden',
  ro: 'și în de la cu pe din că nu este sunt a fost un o care mai se ce pentru sau dar prin după fi au lui ei acest această acestea foarte când',
  tr: 've bir bu da de için ile olarak çok daha olan gibi kadar sonra ne ama ancak değil var en ya her o ben sen biz onlar şu mi göre oldu olduğu ise',
  ru: 'и в во не что он на я с со как а то все она так его но да ты к у же вы за бы по только ее её мне было вот от меня еще ещё нет о из ему теперь когда даже ну ли если уже или ни быть был была были него до вас нибудь они тут где есть надо для мы тебя их чем сам чтоб без будто чего раз тоже себе под будет ж тогда кто этот того потому этого какой ним здесь этом один почти мой тем чтобы нее сейчас куда зачем всех никогда можно при об хотя после над больше тот через эти нас про них какая много эту моя свою этой перед лучше чуть том такой более всю это также который которая которые которого которых',
  uk: 'і в у не що він на я з зі як а то все вона так його але та ти до ж ви за би по тільки її мені було від ще ні о із йому тепер коли навіть чи якщо вже або бути був була були них вони тут де є для ми їх чим без потім себе під буде тоді хто цей того тому цього який яка які яких можна при про після над більше через ці нас цю цієї перед також це',
  bg: 'и в на не че се да за от с по е са но той тя те ние вие как или което която които този тази това бе беше бяха ще може много още само при след като до към',
  el: 'και το η ο να του της με που την των για από στο στη στην τα οι σε είναι δεν θα τον ένα μια αλλά ως ότι κατά έχει ήταν τους τις',
} as const

export type StopWordLanguage = keyof typeof lists

export const stopWords: Readonly<Record<StopWordLanguage, ReadonlySet<string>>> = Object.fromEntries(
  Object.entries(lists).map(([language, words]) => [language, new Set(words.split(' '))]),
) as unknown as Record<StopWordLanguage, ReadonlySet<string>>

const none: ReadonlySet<string> = new Set()

/** The function words of a language, none for one that has no list. `language` is a BCP 47 tag. */
export function stopWordsOf(language: string): ReadonlySet<string> {
  const primary = language.toLowerCase().split('-', 1)[0] ?? ''
  return Object.hasOwn(stopWords, primary) ? stopWords[primary as StopWordLanguage] : none
}
