import { defaultSubject, type Subject } from '../subject.ts'
import { type ZoneHistory, type ZoneSpan, zoneSpans } from './time-zones.ts'

const noHistory: ZoneHistory = { initial: undefined, changes: [] }

/** The time zones of all subjects, as they are known at one moment. */
export class ZoneBook {
  readonly #histories: ReadonlyMap<string, ZoneHistory>
  readonly #spans = new Map<string, readonly ZoneSpan[]>()

  /** @param histories by the names of their subjects */
  constructor(histories: ReadonlyMap<string, ZoneHistory>) {
    this.#histories = histories
  }

  /**
   * @param initial the zones before any change
   * @param changes oldest first
   */
  static from(
    initial: readonly { readonly subject: string; readonly timeZone: string }[],
    changes: readonly (ZoneHistory['changes'][number] & { readonly subject: string })[],
  ): ZoneBook {
    const histories = new Map<string, ZoneHistory>()
    for (const { subject, timeZone } of initial) histories.set(subject, { initial: timeZone, changes: [] })
    for (const [subject, ofSubject] of Map.groupBy(changes, (change) => change.subject))
      histories.set(subject, { initial: histories.get(subject)?.initial, changes: ofSubject })
    return new ZoneBook(histories)
  }

  all(): ReadonlyMap<string, ZoneHistory> {
    return this.#histories
  }

  /** The subject's own zone, else the default one. */
  of(subject: Subject): string {
    return this.spansOf(subject).at(-1)?.timeZone ?? 'UTC'
  }

  /** The zones of a subject one after another, the present one last. */
  spansOf(subject: Subject): readonly ZoneSpan[] {
    let spans = this.#spans.get(subject.name)
    if (!spans) {
      const byDefault = this.#histories.get(defaultSubject.name) ?? noHistory
      spans =
        subject.name === defaultSubject.name
          ? zoneSpans(byDefault, noHistory)
          : zoneSpans(this.#histories.get(subject.name) ?? noHistory, byDefault)
      this.#spans.set(subject.name, spans)
    }
    return spans
  }

  ownSubjects(): readonly string[] {
    return [...this.#histories.keys()].filter((subject) => subject !== defaultSubject.name)
  }

  /** Whether the books know what everybody's zone is. */
  hasDefault(): boolean {
    return this.#histories.has(defaultSubject.name)
  }
}
