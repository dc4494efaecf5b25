import { z } from 'zod'
import type { ClientKey } from '../access/client-keys.ts'
import type { NanoUsd } from '../money/nano-usd.ts'
import { instant, usd } from './fields.ts'

/** A key that other programs spend with, without its secret. */
const clientKeyForm = z.strictObject({
  id: z.string(),
  name: z.string().nullable(),
  subject: z.string(),
  created_at: instant,
  revoked_at: instant.nullable(),
})
/** A new key, told this once. */
export const newClientKeyForm = clientKeyForm.extend({ key: z.string() })
export type NewClientKeyJson = z.input<typeof newClientKeyForm>

const clientKeysForm = z.array(
  clientKeyForm.extend({
    /** In all. */
    spent_usd: usd,
  }),
)
export type ClientKeysJson = z.input<typeof clientKeysForm>

export function newClientKeyToJson(key: string, stored: ClientKey): NewClientKeyJson {
  return z.encode(newClientKeyForm, { ...valuesOf(stored), key })
}

export function clientKeysToJson(
  keys: readonly { readonly key: ClientKey; readonly spentNanoUsd: NanoUsd }[],
): ClientKeysJson {
  return z.encode(
    clientKeysForm,
    keys.map(({ key, spentNanoUsd }) => ({ ...valuesOf(key), spent_usd: spentNanoUsd })),
  )
}

function valuesOf({ id, name, subject, createdAtMs, revokedAtMs }: ClientKey) {
  return {
    id,
    name: name ?? null,
    subject: subject.name,
    created_at: createdAtMs,
    revoked_at: revokedAtMs ?? null,
  }
}
