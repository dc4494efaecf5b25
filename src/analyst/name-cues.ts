// Words that tell what kind of thing a name names, each list the alternatives of a regular expression.

function alternatives(lines: string): string {
  return lines.replace(/\s*\n\s*/g, '')
}

/** Titles and callings that stand before a person. */
export const personTitles = alternatives(String.raw`
  Dr|Mr|Mrs|Ms|Prof|Professor|President|Senator|Minister|Secretary|Chancellor|Judge|Justice|Sir|
  Dame|Lord|Lady|Captain|General|Colonel|Sergeant|Mayor|Governor|Director|Chairman|Chairwoman|King|
  Queen|Prince|Princess|Pope|Saint|Bishop|CEO|CTO|CFO|Officer|founder|co-founder|author|actor|actress|
  singer|director|minister|president|engineer|economist|analyst|spokesman|spokeswoman|spokesperson|
  researcher|professor|journalist|lawyer|coach|captain|mayor|chief executive|президент|министр|
  директор|профессор|губернатор|мэр|глава|лидер|руководител\p{L}*|начальник|основатель|писатель|режиссёр|инженер|учёный|académico|
  señor|señora|\p{L}*minister(?:in)?|ministre|ministro|ministra|président|presidente|Herr|Frau|
  Monsieur|Madame|M|Mme
`)

/** Titles that are part of how a person is named. */
export const namedTitles = alternatives(`
  Dr|Mr|Mrs|Ms|Prof|Professor|President|Senator|Sen|Rep|Gov|Minister|Chancellor|Judge|Justice|Sir|
  Dame|Lord|Lady|Captain|Capt|General|Gen|Colonel|Mayor|Governor|King|Queen|Prince|Princess|Pope|
  Herr|Frau
`)

/** What people do with words. */
export const speechVerbs = alternatives(String.raw`
  said|says|told|added|wrote|writes|argue[sd]|explain(?:s|ed)|thinks|believe[sd]|recalled|noted|
  warned|asked|replied|joked|admitted|claimed|insisted|pointed out|laughs?|laughed|fears?|hopes?|wants|remembers|recalls|
  decided|promised|agreed|learned|studied|сказал\p{L}*|заяви\p{L}*|сообщи\p{L}*|рассказа\p{L}*|
  отмети\p{L}*|пояснил\p{L}*|подчеркну\p{L}*|добавил\p{L}*|говорит|считает|признал\p{L}*|рассказывает|вспоминает|отвечает|ответил\p{L}*|
  объясняет|уверен\p{L}*|предупреждает|предупредил\p{L}*|пообещал\p{L}*|обещает|решил\p{L}*|придумал\p{L}*|написал\p{L}*|просил\p{L}*|sagte|a déclaré|dijo|ha detto
`)

/** Words in the names of companies, authorities and other bodies. */
export const organisationWords = alternatives(String.raw`
  Inc|Ltd|LLC|Corp|Corporation|Company|Co|Group|Holdings?|GmbH|AG|PLC|plc|University|College|
  Institute|School|Academy|Ministry|Agency|Bank|Council|Committee|Commission|Party|Association|
  Union|Court|Department|Foundation|Society|Museum|Hospital|Office|Service|Services|Board|
  Parliament|Senate|Congress|Authority|Bureau|Federation|Alliance|League|Laboratory|Laboratories|
  Labs|Times|Post|News|Press|Journal|Club|Team|Partners|Systems|Technologies|Airlines|Railways|
  Motors|Energy|Media|Network|Trust|Fund|Organization|Organisation|Reserve|Shipyards?|Works|Industries|
  Airways|Brothers|Bros|Studios?|Foods|Software|Solutions|Records|Publishing|Capital|Insurance|
  Electric|Steel|Telecom|Theatre|Library|Orchestra|Chamber|Archives?|Estates|Transit|Ironworks|Waterworks|
  Bakery|Brewery|Dairy|Cooperative|Co-operative|Clinic|Gallery|Guild|Choir|Police|Army|Navy|Центр|Университет\p{L}*|
  Институт\p{L}*|Министерств\p{L}*|Минфин\p{L}*|Банк\p{L}*|Дума|Думы|Академи\p{L}*|Компани\p{L}*|
  Университ\p{L}*|Universität|Ministerium|Université|Ministère|Universidad|Ministerio|Banco|Banca|
  Banque
`)

/** What a body is called that is named after it: `the company Molkwerk`, `компания «Луговые травы»`. */
export const bodyNouns = alternatives(String.raw`
  company|firm|start-?up|maker|bakery|brewery|publisher|bank|airline|shipyard|charity|newspaper|magazine|broadcaster|retailer|
  manufacturer|developer|operator|label|studio|restaurant|cooperative|co-operative|foundation|union|party|band|
  компани\p{L}*|фирм\p{L}*|банк\p{L}{0,2}|трест\p{L}*|завод\p{L}*|фабрик\p{L}*|холдинг\p{L}*|концерн\p{L}*|корпораци\p{L}*|фонд\p{L}*|
  издательств\p{L}*|агентств\p{L}*|обществ\p{L}*|организаци\p{L}*|предприяти\p{L}*|кооператив\p{L}*|объединени\p{L}*|парти\p{L}*|
  движени\p{L}*|театр\p{L}{0,2}|клуб\p{L}{0,2}|газет\p{L}*|журнал\p{L}{0,2}|телеканал\p{L}{0,2}|студи\p{L}*|групп\p{L}*|сет\p{L}{1,2}|
  ресторан\p{L}{0,2}|кафе|магазин\p{L}{0,2}|пекарн\p{L}*|лаборатори\p{L}*|хор\p{L}{0,2}|ансамбл\p{L}*|ферм\p{L}{1,2}
`)

/** Generic nouns of places that follow a name: `the Harrow glacier`, `Заречная улица`. */
export const placeNounsAfter = alternatives(`
  glacier|lake|river|valley|hills?|mountains?|islands?|coast|bay|bridge|region|district|county|peninsula|harbour|harbor|port|forest|strait|
  canal|reef|plateau|desert|moor|marshes|village|quarter|suburb|railway station
`)

/** The same of Russian, which are part of the name. */
export const russianPlaceNouns = alternatives(String.raw`
  улиц\p{L}{1,3}|площад\p{L}{1,3}|проспект\p{L}{0,3}|переул\p{L}{2,4}|набережн\p{L}{1,3}|шоссе|мост\p{L}{0,3}|озер\p{L}{1,3}|озёр\p{L}{0,3}|
  рек\p{L}{1,3}|гор\p{L}{1,2}|хребет|хребт\p{L}{1,2}|залив\p{L}{0,3}|пролив\p{L}{0,3}|остров\p{L}{0,3}|полуостров\p{L}{0,3}|район\p{L}{0,3}|
  област\p{L}{1,3}|кра[йяюе]\p{L}{0,2}|округ\p{L}{0,3}|республик\p{L}{1,3}|парк\p{L}{0,3}|лес\p{L}{0,3}|долин\p{L}{1,3}|вокзал\p{L}{0,3}
`)

/** Words in the names of places. */
export const placeWords = alternatives(`
  River|Lake|Mount|Strait|Point|Cape|Beach|Hill|Hills|Village|Town|Mountains?|Street|Avenue|Road|
  Island|Islands|City|County|Valley|Sea|Ocean|Bay|Bridge|Park|Square|Airport|Station|Harbour|
  Harbor|Port|Falls|Sound|Creek|Canyon|Fjord|Range|Moor|Lane|Heights|Quay|Canal|Glacier|Reef|
  Plateau|Gardens?|Plaza|Province|Region|District|Peninsula|Coast|Desert|Forest|область|края?|река|озеро|
  остров|проспект|улица
`)

/** Bodies that are known by one word, which says nothing of its kind. */
export const knownOrganisations: ReadonlySet<string> = new Set(
  (
    'Google Microsoft Apple Amazon Meta Facebook Instagram Alphabet Tesla Nvidia Intel AMD IBM Oracle Samsung Sony Huawei Xiaomi Nokia Siemens Bosch Volkswagen ' +
    'Toyota Honda Ford Boeing Airbus SpaceX NASA Netflix Disney Spotify Uber Airbnb PayPal Visa Mastercard OpenAI Anthropic Mozilla GitHub GitLab Reddit Twitter ' +
    'YouTube TikTok Telegram WhatsApp Wikipedia Reuters Bloomberg BBC CNN Pfizer Moderna Bayer Nestlé Unilever IKEA Walmart Nike Adidas NATO Unicef Unesco Interpol ' +
    'Greenpeace Газпром Роснефть Лукойл Сбербанк Сбер Яндекс Ростех Росатом Роскосмос Аэрофлот Минобороны Минздрав Минфин Госдума НАТО ООН ТАСС'
  ).split(' '),
)
