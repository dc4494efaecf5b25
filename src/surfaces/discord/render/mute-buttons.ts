import { botSubject } from '../../../ledger/subject.ts'
import type { Texts } from '../../../locales/texts.ts'
import { buttonRow, type Row } from './buttons.ts'

export function muteButton(topic: string, texts: Texts): readonly Row[] {
  return buttonRow([{ label: texts.t('alert.mute'), does: ['mute', botSubject.name, topic], emoji: '🔕' }])
}

export function unmuteButton(topic: string, texts: Texts): readonly Row[] {
  return buttonRow([
    { label: texts.t('alert.unmute'), does: ['unmute', botSubject.name, topic], emoji: '🔔' },
  ])
}
