// Words that tell what kind of thing a name names, each list the alternatives of a regular expression.

function alternatives(lines: string): string {
  return lines.replace(/\s*\n\s*/g, '')
}

/** Titles and callings that stand before a person. */
export const personTitles = alternatives(String.raw`
  Dr|Mr|Mrs|Ms|Prof|Professor|President|Senator|Minister|Secretary|Chancellor|Judge|Justice|Sir|
  Dame|Lord|Lady|Captain|General|Colonel|Major|Lieutenant|Sergeant|Admiral|Inspector|Detective|Mayor|Governor|Director|Chairman|Chairwoman|King|
  Queen|Prince|Princess|Pope|Saint|Bishop|Archbishop|Father|Sister|Brother|Rabbi|Imam|Sheikh|Maître|Chief|Councillor|Ambassador|CEO|CTO|CFO|COO|MP|MEP|MSP|Congressman|Congresswoman|Officer|founder|co-founder|author|actor|actress|
  singer|director|minister|president|engineer|economist|analyst|spokesman|spokeswoman|spokesperson|
  researcher|professor|journalist|lawyer|coach|captain|mayor|chief executive|президент|министр|
  директор\p{L}*|профессор\p{L}*|губернатор\p{L}*|мэр\p{L}{0,2}|глав(?:а|ы|е|у|ой)|голова|лидер\p{L}*|руководител\p{L}*|начальник\p{L}*|основател\p{L}*|
  писател\p{L}*|режиссёр\p{L}*|инженер\p{L}*|учён\p{L}+|депутат\p{L}*|тренер\p{L}*|президент\p{L}*|министр\p{L}*|председател\p{L}*|заведующ\p{L}+|архитектор\p{L}*|автор\p{L}*|académico|
  señor|señora|\p{L}*minister(?:in)?|ministre|ministro|ministra|président|presidente|Herr|Frau|
  Monsieur|Madame|M|Mme
`)

/** Titles that are part of how a person is named. */
export const namedTitles = alternatives(`
  Dr|Mr|Mrs|Ms|Prof|Professor|President|Senator|Sen|Rep|Gov|Minister|Chancellor|Judge|Justice|Sir|
  Dame|Lord|Lady|Captain|Capt|General|Gen|Colonel|Mayor|Governor|King|Queen|Prince|Princess|Pope|
  Herr|Frau|Maître
`)

/** What somebody is or does, in small letters before a name. */
export const callings = alternatives(String.raw`
  \p{Ll}+(?:er|or|ist|ian|man|woman|ant|eer|smith|yer|maid)|chef|monk|nun|nurse|guide|poet|expert|architect|pilot|cook|judge|clerk|coach|friend|colleague|
  neighbou?r|resident|student|pupil|heir|champion|chair|head|chief|historian|captain|goalkeeper|successor|predecessor|namesake|witness|suspect|
  \p{Ll}{2,}(?:олог|граф|тель|ник|ница|ист|истка|щик|щица|вед|вод|лог|ёр|ер|ор|арь)(?:а|у|ом|ем|я|ю|и|ы|е|ой)?|врач\p{L}{0,2}|фермер\p{L}{0,2}|актрис\p{L}|
  поэт\p{L}{0,2}|студент\p{L}*|сотрудни\p{L}+|медсестр\p{L}|десятиклассни\p{L}+|немец|немц\p{L}+|француз\p{L}*|англичанин\p{L}*|итальян\p{L}+|
  химик\p{L}{0,2}|физик\p{L}{0,2}|слесар\p{L}+|куп(?:ец|ц\p{L}+)|матрос\p{L}{0,2}|капитан\p{L}{0,2}|юрист\p{L}{0,2}|соседк\p{L}|сосед\p{L}{0,2}|петербуржец|москвич\p{L}*
`)

/** Words that end as callings do, and bodies, of which a name may as well be the body's. */
export const notCallings = alternatives(`
  after|under|over|other|another|never|ever|either|neither|rather|whether|however|river|number|order|power|paper|water|winter|summer|later|former|earlier|
  for|or|nor|per|super|father|mother|brother|sister|daughter|upper|lower|newspaper|theater|center|corner|tower|border|quarter|chapter|member|letter|matter|offer|answer|
  dinner|tender|poster|museum|human|german|roman|plant|restaurant|giant|grant|important|recent|instant|constant|distant|pleasant|woman|man|her|higher|older|
  younger|larger|smaller|better|harbor|minor|major|motor|tractor|computer|scanner|trailer|ferry-over|insurer|retailer|manufacturer|broadcaster|carrier|maker|
  lender|supplier|brewer|broker|customer|newcomer|monster|disaster|cluster|shelter|filter|register|silver|september|october|november|december|
  northern|southern|doctor's|factor|sector|error|mirror|interior|exterior|anchor|floor|door|color|humor|labor|metaphor|corridor|tenor|author's|
  центр|озер|район|театр|литр|метр|километр|музей|хор|двор|договор|разговор|мотор|трактор|прибор|сбор|выбор|фактор|размер|номер|пример|лагерь|январь|февраль|
  сентябр|октябр|ноябр|декабр|словарь|фонарь|лист|мост|каталог|налог|диалог|завод|вывод|перевод|след|обед|рейтинг
`)

export const kinship = alternatives(String.raw`
  wife|husband|widow|widower|son|daughter|father|mother|brother|sister|uncle|aunt|nephew|niece|grandson|granddaughter|grandfather|grandmother|cousin|partner|
  жен(?:а|ы|е|у|ой)|муж\p{L}{0,2}|вдов\p{L}{1,2}|сын\p{L}{0,3}|доч\p{L}{1,4}|отец|отц\p{L}{1,2}|мать|матер\p{L}{1,2}|брат\p{L}{0,2}|сестр\p{L}{1,2}|внук\p{L}{0,2}|внучк\p{L}|дед\p{L}{0,2}|
  бабушк\p{L}{1,2}|дяд\p{L}|тёт\p{L}|племянни\p{L}+|хозяйка|хозяин\p{L}{0,2}|хозяйк\p{L}
`)

/** What people do with words. */
export const speechVerbs = alternatives(String.raw`
  said|says|told|added|wrote|writes|argue[sd]|explain(?:s|ed)|thinks|believe[sd]|recalled|noted|
  warned|asked|replied|joked|admitted|claimed|insisted|pointed out|laughs?|laughed|fears?|hopes?|wants|remembers|recalls|
  decided|promised|agreed|learned|studied|welcomes|denies|denied|calls|called|expects|doubts|regrets|suspects|complains|complained|knows|suggests|suggested|proposed|сказал\p{L}*|заяви\p{L}*|сообщи\p{L}*|рассказа\p{L}*|напомина\p{L}*|напомнил\p{L}*|поясня\p{L}*|смеётся|шутит|надеется|опасается|боится|жалуется|предлагал\p{L}*|предложил\p{L}*|попросил\p{L}*|
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
  Electric|Steel|Telecom|Theatre|Theater|Library|Libraries|Orchestra|Chamber|Archives?|Estates|Transit|Ironworks|Waterworks|
  Administration|Directorate|Inspectorate|Constabulary|Tribunal|Assembly|Confederation|Consortium|Coalition|Forum|Initiative|Institution|Observatory|
  Analytics|Ventures|Homes|Semiconductors?|Logistics|Pharma|Pharmaceuticals|Chemicals|Networks|Robotics|Dynamics|Aerospace|Aviation|Automotive|Properties|Realty|
  Builders|Developments|Stores|Supermarkets?|Hotels|Resorts|Restaurants|Cinemas|Pictures|Films|Entertainment|Games|Interactive|Digital|Security|Securities|Finance|Financial|
  Investments?|Investors|Advisors|Advisers|Consulting|Consultants|Associates|Research|Freight|Shipping|Haulage|Cruises|Coaches|Instruments|Devices|Materials|
  Minerals|Mining|Metals|Oil|Gas|Petroleum|Farms|Seeds|Breweries|Distillery|Distillers|Winery|Vineyards|Roasters|Brands|Products|Supplies|Textiles|Apparel|Ceramics|
  Rovers|United|Wanderers|Athletic|Albion|Rangers|FC|AFC|NHS|Trustees|Fellowship|Relief|Campaign|Movement|Regiment|Zoo|Aquarium|Seminary|Conservatoire|Ballet|Opera|
  Philharmonic|Symphony|Ensemble|Collective|Consultancy|Gazette|Herald|Tribune|Chronicle|Courier|Observer|Guardian|Telegraph|Express|Weekly|Daily|Magazine|Radio|
  Television|TV|Broadcasting|Centre|Center|Archive|Facility|Watchdog|Registry|Treasury|Cabinet|
  Bakery|Bakers|Brewery|Dairy|Cooperative|Co-operative|Clinic|Gallery|Guild|Choir|Police|Army|Navy|Центр\p{L}{0,2}|Университет\p{L}*|Фонд\p{L}{0,2}|Комитет\p{L}*|Департамент\p{L}*|Управлени\p{L}+|Агентств\p{L}+|Служб\p{L}{1,2}|Союз\p{L}{0,2}|Колледж\p{L}{0,2}|Музе\p{L}{1,2}|Театр\p{L}{0,2}|Министерств\p{L}+|Институт\p{L}{0,2}|Эрмитаж\p{L}{0,2}|
  Институт\p{L}*|Министерств\p{L}*|Минфин\p{L}*|Банк\p{L}*|Дума|Думы|Академи\p{L}*|
  Университ\p{L}*|Universität|Ministerium|Université|Ministère|Universidad|Ministerio|Banco|Banca|
  Banque
`)

/** What a body is called that is named after it: `the company Molkwerk`, `компания «Луговые травы»`. */
export const bodyNouns = alternatives(String.raw`
  company|firm|start-?up|maker|insurer|lender|broker|builder|supplier|producer|carrier|chain|brand|group|agency|authority|regulator|watchdog|network|website|vendor|
  contractor|employer|brewer|consultancy|subsidiary|ngo|non-?profit|think\stank|college|school|club|team|choir|orchestra|museum|theatre|theater|hospital|society|bakery|brewery|publisher|bank|airline|shipyard|charity|newspaper|magazine|broadcaster|retailer|
  manufacturer|developer|operator|label|studio|restaurant|cooperative|co-operative|foundation|union|party|band|
  компани\p{L}*|фирм\p{L}*|банк\p{L}{0,2}|трест\p{L}*|завод\p{L}*|фабрик\p{L}*|холдинг\p{L}*|концерн\p{L}*|корпораци\p{L}*|фонд\p{L}*|
  издательств\p{L}*|агентств\p{L}*|обществ\p{L}*|организаци\p{L}*|предприяти\p{L}*|кооператив\p{L}*|объединени\p{L}*|парти\p{L}*|
  движени\p{L}*|театр\p{L}{0,2}|клуб\p{L}{0,2}|газет\p{L}*|журнал\p{L}{0,2}|телеканал\p{L}{0,2}|студи\p{L}*|групп\p{L}*|сет\p{L}{1,2}|
  ООО|ОАО|ЗАО|ПАО|АО|АНО|НКО|МУП|ГУП|ФГУП|СПК|НПО|НИИ|ФК|ХК|профсоюз\p{L}{0,2}|перевозчик\p{L}{0,2}|подрядчик\p{L}{0,2}|застройщик\p{L}{0,2}|оператор\p{L}{0,2}|
  команд\p{L}{1,2}|оркестр\p{L}{0,2}|гимнази\p{L}{1,2}|лице[йяюе]\p{L}{0,2}|музе[йяюе]\p{L}{0,2}|пресс-служб\p{L}*|сборн\p{L}{2}|галере\p{L}{1,2}|больниц\p{L}{1,2}|отел\p{L}{1,2}|гостиниц\p{L}{1,2}|стартап\p{L}{0,2}|союз\p{L}{0,2}|
  ассоциаци\p{L}+|производител\p{L}+|поставщик\p{L}{0,2}|авиакомпани\p{L}+|сыроварн\p{L}+|типографи\p{L}+|радио|
  ресторан\p{L}{0,2}|кафе|магазин\p{L}{0,2}|пекарн\p{L}*|лаборатори\p{L}*|хор\p{L}{0,2}|ансамбл\p{L}*|ферм\p{L}{1,2}
`)

/** Generic nouns of places that follow a name: `the Harrow glacier`, `Заречная улица`. */
export const placeNounsAfter = alternatives(`
  glacier|lake|river|valley|hills?|mountains?|islands?|coast|bay|bridge|region|district|county|peninsula|harbour|harbor|port|forest|strait|
  canal|reef|plateau|desert|moor|marshes|village|quarter|suburb|railway station
`)

/** What a place is called before its name, mostly with "of". */
export const genericPlaces = alternatives(String.raw`
  rivers?|lakes?|islands?|islets?|villages?|towns?|cit(?:y|ies)|hamlets?|suburbs?|districts?|valleys?|county|counties|provinces?|peninsula|neighbou?ring|nearby|
  (?:residents|people|inhabitants|citizens|mayor|harbou?r|beach|beaches|coast|bank|banks|shores?|outskirts|edge|streets|centre|center|port|bay|plains?|hills?|mountains?|
  forests?|woods|north|south|east|west|parish|diocese|hospital|school|market|station)(?=\sof)
`)

/** The same of Russian, without their endings. */
export const russianGenericPlaces = alternatives(`
  власт|правительств|парламент|прокуратур|полици|губернатор|сборн|жител|администраци|мэри|озер|озёр|рек|реч|посёл|посел|сел|деревн|город|остров|болот|гор|приток|област|район|улиц|площад|пролив|залив|станци|хутор|станиц|хребт|
  хребет|долин|ледник|бухт|пустын|провинци|графств|стоянк|космодром|аэропорт|порт|вокзал|лес|берег|дн|окрестност|пущ|степ|тайг|тундр|мыс|кос|вулкан|ущель|перевал|плато|
  канал|водохранилищ|гавань|гаван|север|юг|запад|восток|пригород|микрорайон|слобод|аул|кишлак|кантон|штат|земл|устье|усть|исток|русл|пруд|парк|проспект|набережн|
  шоссе|бульвар|переул|проезд|тракт|пик|урочищ|заповедник|метро|республик|территори
`)

/** The same of Russian, which are part of the name. */
export const russianPlaceNouns = alternatives(String.raw`
  улиц\p{L}{1,3}|площад\p{L}{1,3}|проспект\p{L}{0,3}|переул\p{L}{2,4}|набережн\p{L}{1,3}|шоссе|мост\p{L}{0,3}|озер\p{L}{1,3}|озёр\p{L}{0,3}|
  рек\p{L}{1,3}|гор\p{L}{1,2}|хребет|хребт\p{L}{1,2}|залив\p{L}{0,3}|пролив\p{L}{0,3}|остров\p{L}{0,3}|полуостров\p{L}{0,3}|район\p{L}{0,3}|
  област\p{L}{1,3}|кра[йяюе]\p{L}{0,2}|округ\p{L}{0,3}|республик\p{L}{1,3}|парк\p{L}{0,3}|лес\p{L}{0,3}|долин\p{L}{1,3}|вокзал\p{L}{0,3}|пущ\p{L}{1,3}|степ\p{L}{1,3}|тундр\p{L}{1,3}|мыс\p{L}{0,3}|пустын\p{L}{1,3}|ледник\p{L}{0,3}|вулкан\p{L}{0,3}|канал\p{L}{0,3}|водохранилищ\p{L}{1,3}|бухт\p{L}{1,3}|гаван\p{L}{1,3}|порт\p{L}{0,3}|аэропорт\p{L}{0,3}|бульвар\p{L}{0,3}|земл\p{L}{1,3}|слобод\p{L}{1,3}|заповедник\p{L}{0,3}|мор\p{L}{1,3}|океан\p{L}{0,3}
`)

/** Words in the names of places. */
export const placeWords = alternatives(`
  River|Lake|Mount|Strait|Point|Cape|Beach|Hill|Hills|Village|Town|Mountains?|Street|Avenue|Road|
  Island|Islands|City|County|Valley|Sea|Ocean|Bay|Bridge|Park|Square|Airport|Station|Harbour|
  Harbor|Port|Falls|Sound|Creek|Canyon|Fjord|Range|Moor|Lane|Heights|Quay|Canal|Glacier|Reef|
  Plateau|Gardens?|Plaza|Province|Region|District|Peninsula|Coast|Desert|Forest|область|края?|река|озеро|
  остров|проспект|улица
`)
