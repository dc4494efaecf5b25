import type { Note } from '../brief/note.ts'
import { failureCodes } from '../orchestrator/workflow-failure.ts'
import { failureText } from './failure-text.ts'
import { languageName } from './language-name.ts'
import type { Texts } from './texts.ts'

/** A note in words: plain text, a sentence or two. What older versions have stored stays as they wrote it. */
export function noteText(note: Note, texts: Texts): string {
  switch (note.code) {
    case 'as_written':
      return note.values.text
    case 'text_withheld': {
      const { by, shown } = note.values
      return texts.t('note.text_withheld', {
        by: texts.t(`withheld.by.${by}`),
        shown: texts.t(`withheld.shown.${shown}`),
      })
    }
    case 'analyst_keeps_language':
    case 'unknown_grammar': {
      const { language } = note.values
      return texts.t(`note.${note.code}`, { language: languageName(language, texts.locale) ?? language })
    }
    case 'no_evidence_from': {
      const { place, why } = note.values
      const known = (['knowledge', 'search'] as const).find((name) => name === place) ?? 'other'
      return texts.t('note.no_evidence_from', {
        place: texts.t(`evidencePlace.${known}`, { place }),
        why: texts.t(`missing.because.${why}`),
      })
    }
    case 'task_missing': {
      const { task, why } = note.values
      const known = (['verification', 'knowledge'] as const).find((name) => name === task) ?? 'other'
      return texts.t('note.task_missing', {
        missing: texts.t(`missing.${known}`),
        why: texts.t(`missing.because.${why}`),
      })
    }
    case 'text_recognised': {
      const { percent, ...pages } = note.values
      return texts.t('note.text_recognised', { ...pages, percent: texts.percent(percent) })
    }
    case 'source_not_read': {
      const { address, failure } = note.values
      const code = failureCodes.find((known) => known === failure.code) ?? 'unexpected'
      const why = failureText({ code, values: failure.values }, texts).says
      return texts.t('note.source_not_read', { address, why })
    }
    case 'recognised_instead':
    case 'pictures_not_read':
    case 'compared_without_model':
    case 'judged_by_words':
    case 'answered_by_quotes':
    case 'found_by_words':
    case 'no_second_opinion':
      return texts.t(`note.${note.code}`, { why: texts.t(`missing.because.${note.values.why}`) })
    default:
      return texts.t(`note.${note.code}`, note.values)
  }
}
