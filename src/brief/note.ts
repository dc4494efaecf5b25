import { z } from 'zod'

/** Why something of a brief is missing, as far as its reader is to know. */
const missingReasons = [
  'budget',
  'unusable_answer',
  'only_one_model',
  'service_unavailable',
  'unexpected',
] as const
export type MissingReason = (typeof missingReasons)[number]

const count = z.number().int().nonnegative()
const why = z.enum(missingReasons)

function note<Code extends string, Values extends z.ZodRawShape>(code: Code, values: Values) {
  return z.object({ code: z.literal(code), values: z.object(values) })
}

const coded = z.discriminatedUnion('code', [
  /** A sentence that an older version has stored. */
  note('as_written', { text: z.string() }),

  /** The page keeps its text back; `shown` is what was read instead. */
  note('text_withheld', {
    by: z.enum(['consent', 'subscription', 'sign_in', 'scripts', 'site', 'sound']),
    shown: z.enum(['description', 'beginning']),
  }),
  /** Of what is said to a post. */
  note('voices_left_out', { read: count, of: count }),
  /** Of pictures or the pages of a scan; `percent` is how sure that is. */
  note('text_recognised', { percent: z.number().int().min(0).max(100), read: count, of: count }),
  /** By models, of pictures or the pages of a scan. */
  note('text_seen', { read: count, of: count }),
  /** What a model was to read in pictures was recognised on this machine, or not read at all. */
  note('recognised_instead', { why }),
  note('pictures_not_read', { why }),
  /** One of several sources: `failure` is why, by a code of failures and its values. */
  note('source_not_read', {
    address: z.string(),
    failure: z.object({
      code: z.string(),
      values: z.record(z.string(), z.union([z.string(), z.number()])),
    }),
  }),
  note('compared_by_words', {}),
  note('other_languages_not_compared', {}),
  note('compared_without_model', { why }),
  /** The source, or what is hidden in it, gives orders to the programs that read it. */
  note('orders_programs', {}),
  note('no_words', {}),
  note('extractive', {}),
  note('no_sentences', {}),
  note('short_text', {}),
  note('unknown_language', {}),
  /** BCP 47 tag of the language. */
  note('unknown_grammar', { language: z.string() }),
  note('no_capitals', {}),
  note('read_in_part', { percent: z.number().int().min(0).max(100) }),
  note('little_punctuation', {}),
  note('code_left_out', {}),

  note('parts_not_reached', { read: count, of: count }),
  note('end_read_less', { passes: count, of: count }),
  note('part_read_less', { part: count, parts: count, passes: count, of: count }),
  note('part_left_out', { part: count, parts: count }),
  note('merged_without_model', {}),
  note('points_left_out', { count }),
  note('points_are_sentences', {}),
  note('analyst_stands_in', {}),
  /** The brief was wanted in another language than the source is in. BCP 47 tag. */
  note('analyst_keeps_language', { language: z.string() }),

  /** `place`: a name of an evidence place, such as `search`. */
  note('no_evidence_from', { place: z.string(), why }),
  /** Nothing but what was read before was searched: no search of the web is set up. */
  note('no_search', {}),
  note('judged_by_words', { why }),
  note('no_second_opinion', { why }),
  note('no_vectors', {}),
  /** Of an answer: without a model, by the quotes that it would have been given. */
  note('answered_by_quotes', { why }),
  /** Of an answer: what it rests on was looked for by words alone. */
  note('found_by_words', { why }),
  /** A task that a brief can do without. */
  note('task_missing', { task: z.string(), why }),
])

/**
 * Something that a brief's reader should know, mostly what could not be done: a code and values, such as
 * `{ code: 'parts_not_reached', values: { read: 2, of: 5 } }`. The words are in `locales`.
 */
export type Note = z.infer<typeof coded>

/** Notes as they are stored: in the stores of older versions also as sentences. */
export const noteSchema = z.union([
  z.string().transform((text): Note => ({ code: 'as_written', values: { text } })),
  coded,
])

/** Each note once, where it first stands. */
export function distinctNotes(notes: readonly Note[]): readonly Note[] {
  return [...new Map(notes.map((note) => [JSON.stringify(note), note])).values()]
}
