// Places that neither the runtime's names of countries nor the lists of towns beside this file have.

const inEnglish = `
  U.S.,US,USA,U.K.,UK,EU,America,Britain,Great Britain,England,Scotland,Wales,Northern Ireland,Europe,Asia,Africa,North America,South America,Latin America,
  Oceania,Antarctica,Arctic,Scandinavia,Middle East,Far East,Balkans,Caribbean,Siberia,Crimea,Manchuria,Tibet,Kashmir,Punjab,Bengal,Kurdistan,Palestine,Holland,
  Alabama,Alaska,Arizona,Arkansas,California,Colorado,Connecticut,Delaware,Florida,Hawaii,Idaho,Illinois,Indiana,Iowa,Kansas,Kentucky,Louisiana,Maine,Maryland,
  Massachusetts,Michigan,Minnesota,Mississippi,Missouri,Montana,Nebraska,Nevada,New Hampshire,New Jersey,New Mexico,New York,North Carolina,North Dakota,Ohio,
  Oklahoma,Oregon,Pennsylvania,Rhode Island,South Carolina,South Dakota,Tennessee,Texas,Utah,Vermont,West Virginia,Wisconsin,Wyoming,New England,Manhattan,Brooklyn,
  Bedfordshire,Berkshire,Buckinghamshire,Cambridgeshire,Cheshire,Cornwall,Cumbria,Derbyshire,Devon,Dorset,Durham,Essex,Gloucestershire,Hampshire,Herefordshire,
  Hertfordshire,Kent,Lancashire,Leicestershire,Lincolnshire,Norfolk,Northamptonshire,Northumberland,Nottinghamshire,Oxfordshire,Rutland,Shropshire,Somerset,
  Staffordshire,Suffolk,Surrey,Sussex,Warwickshire,Wiltshire,Worcestershire,Yorkshire,Midlands,Cotswolds,Pennines,Highlands,Hebrides,Orkney,Shetland,Skye,Fife,
  Anglesey,Pembrokeshire,Ulster,Munster,Leinster,Connacht,Antrim,Armagh,Tyrone,Donegal,Mayo,Sligo,Galway,Limerick,Kerry,Wicklow,Kilkenny,Wexford,Waterford,Tipperary,
  Ontario,Quebec,Manitoba,Saskatchewan,Alberta,British Columbia,Nova Scotia,New Brunswick,Newfoundland,Labrador,Yukon,Nunavut,Queensland,Tasmania,Victoria,
  New South Wales,Bavaria,Saxony,Thuringia,Hesse,Brandenburg,Rhineland,Westphalia,Swabia,Franconia,Prussia,Silesia,Pomerania,Bohemia,Moravia,Transylvania,Galicia,
  Tyrol,Styria,Carinthia,Normandy,Brittany,Burgundy,Provence,Alsace,Lorraine,Champagne,Gascony,Savoy,Auvergne,Corsica,Tuscany,Lombardy,Piedmont,Liguria,Umbria,Veneto,
  Sicily,Sardinia,Calabria,Apulia,Catalonia,Andalusia,Castile,Aragon,Navarre,Asturias,Mallorca,Ibiza,Algarve,Flanders,Wallonia,Friesland,Zeeland,Jutland,Zealand,
  Lapland,Svalbard,Karelia,Crete,Rhodes,Peloponnese,Thrace,Anatolia,Patagonia,Amazonia,Yucatan,Sumatra,Java,Borneo,Bali,Hokkaido,Honshu,Kyushu,Okinawa,Sichuan,
  Yunnan,Guangdong,Kerala,Gujarat,Rajasthan,Bihar,Assam,Tamil Nadu,Sahel,Sahara,Kalahari,Maghreb,Zanzibar,Darfur,Gaza,West Bank,Geneva,Munich,Hamburg,Frankfurt,Dresden,Barcelona,Cologne,Nuremberg,
  Hanover,Brunswick,Vienna,Prague,Warsaw,Cracow,Krakow,Lisbon,Rome,Milan,Turin,Naples,Florence,Venice,Genoa,Seville,Brussels,Antwerp,Ghent,Bruges,The Hague,Copenhagen,
  Gothenburg,Moscow,St Petersburg,Kiev,Kyiv,Odessa,Bucharest,Belgrade,Athens,Cairo,Beijing,Mumbai,Delhi,Bangalore,Calcutta,Washington,Boston,Seattle,San Francisco,
  Alps,Andes,Himalayas,Pyrenees,Carpathians,Caucasus,Rockies,Apennines,Dolomites,Urals,Everest,Kilimanjaro,Vesuvius,Etna,Danube,Rhine,Rhone,Seine,Loire,Elbe,Oder,
  Vistula,Thames,Severn,Trent,Tyne,Mersey,Tweed,Clyde,Shannon,Tiber,Po,Ebro,Tagus,Douro,Volga,Dnieper,Nile,Congo,Niger,Zambezi,Ganges,Indus,Mekong,Yangtze,Amazon
  River,Hudson,Ohio River,Colorado River,Potomac,Rio Grande,Baltic,Mediterranean,Adriatic,Aegean,Atlantic,Pacific,North Sea,Black Sea,Red Sea,English Channel,Bosphorus
`

const inRussian = `
  США,СССР,РФ,ЕС,ОАЭ,КНР,ФРГ,ГДР,ЮАР,Америка,Англия,Шотландия,Уэльс,Британия,Европа,Азия,Африка,Океания,Антарктида,Арктика,Антарктика,Скандинавия,Прибалтика,Балтика,
  Балканы,Закавказье,Кавказ,Сибирь,Забайкалье,Приамурье,Приморье,Прикамье,Зауралье,Урал,Поволжье,Приволжье,Заполярье,Подмосковье,Черноземье,Нечерноземье,Кубань,
  Алтай,Хакасия,Тува,Бурятия,Якутия,Чукотка,Камчатка,Сахалин,Курилы,Карелия,Коми,Татарстан,Башкирия,Башкортостан,Чувашия,Мордовия,Удмуртия,Калмыкия,Дагестан,
  Чечня,Ингушетия,Осетия,Адыгея,Крым,Донбасс,Кузбасс,Таймыр,Ямал,Югра,Колыма,Кольский,Валаам,Соловки,Кижи,Байкал,Ладога,Онега,Селигер,Эльбрус,Казбек,
  Волга,Дон,Кама,Ока,Обь,Иртыш,Енисей,Ангара,Лена,Амур,Нева,Печора,Вятка,Урал,Кубань,Терек,Двина,Мезень,Неман,Днепр,Днестр,Припять,Висла,Дунай,Рейн,Эльба,Одер,
  Орёл,Орла,Орле,Орлом,Сена,Луара,Темза,Нил,Конго,Ганг,Инд,Янцзы,Амазонка,Миссисипи,Москва,Петербург,Санкт-Петербург,Питер,Ленинград,Сталинград,Киев,Київ,Харьков,Одесса,Львов,Днепр,Полтава,
  Минск,Гомель,Гродно,Брест,Витебск,Могилёв,Вильнюс,Каунас,Клайпеда,Паланга,Рига,Юрмала,Таллин,Тарту,Нарва,Хельсинки,Турку,Тампере,Стокгольм,Гётеборг,Мальмё,Осло,Берген,
  Копенгаген,Рейкьявик,Лондон,Манчестер,Ливерпуль,Оксфорд,Кембридж,Эдинбург,Глазго,Дублин,Берлин,Гамбург,Мюнхен,Кёльн,Дрезден,Лейпциг,Франкфурт,Штутгарт,Бремен,Ганновер,
  Нюрнберг,Бонн,Потсдам,Вена,Зальцбург,Инсбрук,Цюрих,Женева,Базель,Берн,Париж,Лион,Марсель,Бордо,Ницца,Страсбург,Тулуза,Брюссель,Антверпен,Амстердам,Роттердам,Гаага,Рим,
  Милан,Венеция,Флоренция,Неаполь,Турин,Болонья,Генуя,Мадрид,Барселона,Валенсия,Севилья,Лиссабон,Порту,Прага,Брно,Братислава,Будапешт,Варшава,Краков,Гданьск,Вроцлав,Познань,
  Люблин,Бухарест,София,Белград,Загреб,Любляна,Сараево,Афины,Салоники,Стамбул,Анкара,Анталья,Кишинёв,Тбилиси,Батуми,Ереван,Баку,Астана,Алма-Ата,Алматы,Ташкент,Самарканд,
  Бухара,Бишкек,Душанбе,Ашхабад,Тегеран,Багдад,Дамаск,Бейрут,Иерусалим,Тель-Авив,Хайфа,Каир,Александрия,Тунис,Дубай,Дели,Мумбаи,Калькутта,Катманду,Пекин,Шанхай,Гонконг,
  Харбин,Гуанчжоу,Шэньчжэнь,Токио,Осака,Киото,Нагоя,Саппоро,Йокогама,Нагасаки,Хиросима,Сеул,Пусан,Пхеньян,Улан-Батор,Бангкок,Ханой,Сингапур,Джакарта,Манила,Сидней,Мельбурн,
  Нью-Йорк,Вашингтон,Бостон,Чикаго,Лос-Анджелес,Сан-Франциско,Сиэтл,Хьюстон,Майами,Филадельфия,Калифорния,Техас,Флорида,Аляска,Торонто,Монреаль,Ванкувер,Квебек,Мехико,Гавана,
  Рио-де-Жанейро,Буэнос-Айрес,Сантьяго,Лима,Богота,Каракас,Найроби,Кейптаун,Йоханнесбург,Касабланка,Бавария,Саксония,Пруссия,Силезия,Померания,Богемия,Моравия,Галиция,Тироль,
  Нормандия,Бретань,Бургундия,Прованс,Эльзас,Шампань,Тоскана,Ломбардия,Сицилия,Сардиния,Корсика,Каталония,Андалусия,Лапландия,Фландрия,Анатолия,Персия,Месопотамия,Палестина,
  Маньчжурия,Тибет,Кашмир,Бенгалия,Патагония,Сахара,Гималаи,Альпы,Анды,Пиренеи,Карпаты,Татры,Памир,Тянь-Шань,Атлантика,Ближний Восток,Дальний Восток,Крайний Север,Босфор
`

/** Names of regions, waters and mountains, and of towns as other languages call them. */
export const placesByName: readonly string[] = `${inEnglish},${inRussian}`
  .split(',')
  .map((name) => name.replace(/\s+/g, ' ').trim())
  .filter((name) => name !== '')
