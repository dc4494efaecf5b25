/**
 * What is said to the program that reads a text, and not to people: orders to drop its instructions, roles given to it, verdicts asked
 * for, marks of chat templates. In English and Russian. Words and gaps are bounded and share no character, so that the time is linear.
 */
const orders: readonly RegExp[] = [
  /\b(?:ignore|disregard|forget|override|bypass|do not follow|don['’]t follow)\b(?:\W{1,5}(?:all|any|every|the|your|these|those|my|of)){0,4}\W{1,5}(?:previous|prior|above|earlier|preceding|foregoing|system|initial|original|existing)\W{1,5}(?:\w{1,20}\W{1,5}){0,2}(?:instructions?|prompts?|directions?|directives?|guidelines?|rules|commands?|messages?|context)\b/iu,
  /\b(?:ignore|disregard|forget)\W{1,5}(?:all|everything|anything)\W{1,5}(?:(?:of|that|you|the|was|were|said|told|came|written)\W{1,5}){0,4}(?:above|before|instructions?|earlier)\b/iu,
  /\b(?:you are|act as|pretend to be|behave as)\W{1,5}(?:now\W{1,5})?(?:an?|the|in)\W{1,5}(?:\w{1,20}\W{1,5}){0,3}(?:AI|LLM|language model|AI assistant|chat ?bot|DAN|developer mode)\b/iu,
  /\b(?:instructions?|orders?|notes?|notice|message|attention|warning|important)\W{1,5}(?:for|to)?\W{0,5}(?:(?:the|any|all|every)\W{1,5}){0,2}(?:AI|LLMs?|language models?|AI (?:assistants?|models?|systems?|agents?)|chat ?bots?|summari[sz]ers?|(?:automated|AI) readers?)\b/iu,
  /\bif you(?: are|['’]re)\W{1,5}(?:an?|the)\W{1,5}(?:AI|LLM|(?:large )?language model|chat ?bot|bot|automated)\b/iu,
  /\b(?:AI|LLMs?|language models?|AI assistants?|chat ?bots?|assistants?|summari[sz]ers?)\W{1,5}(?:reading|that read|who read|processing)\W{1,5}this\b/iu,
  /\b(?:mark|rate|judge|classify|label|treat|report|declare|consider)\W{1,5}(?:all|every|each|any|this|these|the)\W{1,5}(?:\w{1,20}\W{1,5}){0,3}(?:claims?|statements?|verdicts?)\W{1,5}(?:\w{1,20}\W{1,5}){0,5}(?:supported|true|verified|correct|confirmed|factual|accurate)\b/iu,
  /\b(?:reveal|print|repeat|output|show|disclose)\W{1,5}(?:me\W{1,5})?(?:your|the)\W{1,5}(?:\w{1,20}\W{1,5}){0,2}(?:system prompt|instructions|prompt)\b/iu,
  /\b(?:new|updated|real|actual) system (?:prompt|instructions?|message)\b|\bsystem (?:prompt|override)\s*:/iu,
  /<\|(?:im_start|im_end|system|assistant|user|endoftext)\|>|\[\/?INST\]|<<\/?SYS>>/u,
  /(?<!\p{L})(?:(?:про)?игнорируй(?:те)?|забудь(?:те)?|отбрось(?:те)?|не (?:выполняй|следуй|соблюдай)(?:те)?)[^\p{L}]{1,5}(?:\p{L}{1,20}[^\p{L}]{1,5}){0,4}(?:инструкци|указани|правил|команд|промпт|предписани|распоряжени)/iu,
  /(?<!\p{L})(?:(?:про)?игнорируй(?:те)?|забудь(?:те)?)[^\p{L}]{1,5}(?:все|всё)[^\p{L}]{1,5}(?:\p{L}{1,20}[^\p{L}]{1,5}){0,3}(?:выше|раньше|прежде|сказано)/iu,
  /(?<!\p{L})(?:ты|вы)[^\p{L}]{1,5}(?:(?:теперь|сейчас|отныне|больше не)[^\p{L}]{1,5})?(?:\p{L}{1,20}[^\p{L}]{1,5}){0,2}(?:ИИ|искусственный интеллект|языковая модель|нейросеть|ассистент|чат-?бот)(?!\p{L})/iu,
  /(?<!\p{L})(?:инструкци|указани|сообщени|внимани|примечани|приказ)\p{L}{0,5}[^\p{L}]{1,5}(?:(?:для|всем|всех|любого|любой)[^\p{L}]{1,5}){0,2}(?:ИИ|нейросет|языков\p{L}{1,4} модел|ассистент|чат-?бот|искусственн\p{L}{1,4} интеллект|(?:chat)?gpt|llm)/iu,
  /(?<!\p{L})если[^\p{L}]{1,5}(?:ты|вы)[^\p{L}]{1,5}(?:ИИ|нейросеть|языковая модель|ассистент|чат-?бот|бот|искусственный интеллект)(?!\p{L})/iu,
  /(?<!\p{L})(?:отметь|пометь|считай|признай|объяви|оцени|назови)(?:те)?[^\p{L}]{1,5}(?:все|всё|каждое|эти|это|следующие|любые)[^\p{L}]{1,5}(?:\p{L}{1,20}[^\p{L}]{1,5}){0,3}(?:верн|подтвержд|истин|правд|достоверн|проверенн)/iu,
  /(?<!\p{L})(?:покажи|выведи|раскрой|повтори|напечатай)(?:те)?[^\p{L}]{1,5}(?:\p{L}{1,20}[^\p{L}]{1,5}){0,2}(?:системн\p{L}{1,4} (?:промпт|подсказк)|промпт|инструкци)/iu,
]

/** Longer texts are looked through up to here. */
const mostCharacters = 5_000_000

/** Whether a text gives orders to programs that read it. What it asks for has no effect; that it asks is worth telling. */
export function ordersPrograms(text: string): boolean {
  const visible = text.slice(0, mostCharacters).replace(/\p{Default_Ignorable_Code_Point}/gu, '')
  return orders.some((order) => order.test(visible))
}

/** The same of a page or another file with mark-up, its hidden parts, comments and attributes included, its scripts left out. */
export function markupOrdersPrograms(markup: string): boolean {
  const text = withoutScripts(markup.slice(0, mostCharacters))
  return ordersPrograms(text) || ordersPrograms(text.replace(/<[^<>]*>/g, ' '))
}

function withoutScripts(markup: string): string {
  const [before = '', ...scripts] = markup.split(/<script/i)
  const after = scripts.map((script) => {
    const end = script.search(/<\/script/i)
    return end < 0 ? '' : script.slice(end)
  })
  return [before, ...after].join(' ')
}
