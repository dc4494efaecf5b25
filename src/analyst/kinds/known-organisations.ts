import { stem } from '../../text/stems.ts'

// Bodies that are known by one word, which says nothing of its kind.
const names =
  'Arsenal Chelsea Everton Juventus Ajax Benfica Celtic Bayern Dortmund Feyenoord Stanford Harvard Yale Princeton MIT Caltech Cornell Hertz Avis Hearst Condé Vodafone Orange Telefónica T-Mobile Verizon AT&T Ofcom Ofgem Ofsted HMRC FIFA UEFA IOC IMF WHO WTO UNHCR CERN ESA ISRO Ozon ' +
  'Google Microsoft Apple Amazon Meta Facebook Instagram Alphabet Tesla Nvidia Intel AMD IBM Oracle Samsung Sony Huawei Xiaomi Nokia Siemens Bosch Volkswagen ' +
  'Toyota Honda Ford Boeing Airbus SpaceX NASA Netflix Disney Spotify Uber Airbnb PayPal Visa Mastercard OpenAI Anthropic Mozilla GitHub GitLab Reddit Twitter ' +
  'YouTube TikTok Telegram WhatsApp Wikipedia Reuters Bloomberg BBC CNN Pfizer Moderna Bayer Nestlé Unilever IKEA Walmart Nike Adidas NATO Unicef Unesco Interpol ' +
  'Greenpeace Allianz Lufthansa BASF Bosch BMW Audi Porsche Mercedes-Benz Daimler Renault Peugeot Citroën Fiat Ferrari Volvo Scania Skoda Hyundai Kia Nissan Mazda Subaru Mitsubishi Hitachi Panasonic Toshiba Fujitsu Canon Nikon Philips Ericsson Alstom Bombardier Caterpillar ' +
  'Michelin Goodyear Tesco Sainsbury Asda Morrisons Waitrose Aldi Lidl Carrefour Auchan Zalando Alibaba Tencent Baidu ByteDance Huawei Lenovo Dell HP Cisco Qualcomm TSMC ASML SAP Salesforce Adobe Zoom Slack Dropbox Pinterest Snapchat LinkedIn eBay Etsy Shopify Stripe Klarna ' +
  'Revolut Barclays HSBC Santander UBS Citigroup Starbucks McDonald Pepsi Danone Heineken Carlsberg Guinness Diageo Lego Mattel Hasbro Nintendo Ubisoft Hermès Chanel Gucci Prada Zara Primark Puma Gillette Colgate Roche Novartis Merck AstraZeneca GlaxoSmithKline BioNTech Shell BP ' +
  'ExxonMobil Chevron Equinor Statoil Gazprom Rosneft Lukoil Sberbank Yandex Aeroflot Ryanair EasyJet FedEx DHL UPS Maersk Wikimedia Oxfam Amnesty Eurostat Europol Frontex Opec OECD Unilever DeepMind Газпром Роснефть Лукойл Сбербанк Сбер Яндекс Ростех Росатом Роскосмос Аэрофлот Минобороны Минздрав Минфин Госдума НАТО ООН ТАСС ' +
  'РАН МГУ СПбГУ МЧС МВД ФСБ ФАС РЖД ВТБ ЮНЕСКО Эрмитаж Третьяковка Мосфильм Ленфильм Северсталь Норникель Русал Татнефть Сургутнефтегаз Новатэк Ростелеком Мегафон Билайн МТС Теле2 Магнит Пятёрочка Ашан Икеа ВкусВилл Озон Вайлдберриз Авито ВКонтакте Телеграм Ютуб ' +
  'Россельхозбанк Альфа-банк Тинькофф Автоваз АвтоВАЗ КамАЗ ГАЗ УАЗ Уралвагонзавод Лента Спартак Зенит ЦСКА Динамо Локомотив Рубин Гугл Эппл Майкрософт Амазон Самсунг Тойота Фольксваген Боинг Аэробус Роспотребнадзор Росреестр Росстат Росгвардия Росприроднадзор Рослесхоз'

let forms: ReadonlySet<string> | undefined

/** Whether a name is that of a well-known body, in any of its cases. */
export function isKnownOrganisation(name: string): boolean {
  forms ??= new Set(names.split(' ').map(formOf))
  return forms.has(formOf(name))
}

function formOf(name: string): string {
  return /\p{Script=Cyrillic}\p{Ll}/u.test(name) ? stem(name, 'ru') : name
}
