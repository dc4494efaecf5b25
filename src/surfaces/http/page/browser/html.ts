import htm from 'htm'
import { h, type VNode } from 'preact'

/** What a part of the page is; text in it is never markup. */
export const html = htm.bind(h) as (strings: TemplateStringsArray, ...values: unknown[]) => VNode
