import type { Requester } from '../../access/requester.ts'
import { setterRoleFor } from '../../access/subjects.ts'
import type { SetBudgetRequest } from '../../ledger/budget-limit.ts'
import type { LedgerStore } from '../../ledger/ledger-store.ts'
import { userSubject } from '../../ledger/subject.ts'
import type { Texts } from '../../locales/texts.ts'
import type { ChosenSubject } from './chosen-subject.ts'
import type { OutgoingMessage } from './message.ts'
import { budgetSetMessage } from './render/budget-message.ts'
import { noticeMessage } from './render/error-message.ts'

/** Sets a budget, or takes it away where there is no limit, as far as the requester may; what they are answered. */
export async function setBudget(
  request: Omit<SetBudgetRequest, 'subject' | 'by' | 'role'>,
  { subject, displayName }: ChosenSubject,
  requester: Requester,
  { ledger, texts }: { readonly ledger: Pick<LedgerStore, 'setBudget'>; readonly texts: Texts },
): Promise<OutgoingMessage> {
  const role = setterRoleFor(requester, subject)
  if (!role) return noticeMessage(texts.t('error.ownerOnly'), texts)
  const by = userSubject(requester.user).name
  const result = await ledger.setBudget({ ...request, subject, by, role })
  switch (result.kind) {
    case 'set':
      return budgetSetMessage({ subject, displayName, ...result }, texts)
    case 'beyond_cap': {
      const cap = texts.money(result.cap.limitNanoUsd)
      const key = result.exceeds === 'limit' ? 'error.aboveOwnerCap' : 'error.softerThanOwner'
      return noticeMessage(texts.t(key, { cap }), texts)
    }
    case 'nothing_to_take_back':
      return noticeMessage(texts.t('error.ownerOnly'), texts)
    default:
      return result satisfies never
  }
}
