import { ordersPrograms } from './orders-to-programs.ts'

/** See {@link ordersPrograms}. */
export function work({ text }: { readonly text: string }): boolean {
  return ordersPrograms(text)
}
