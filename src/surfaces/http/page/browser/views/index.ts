import type { VNode } from 'preact'
import type { PageData } from '../../page-data.ts'
import { RunsView } from './runs.ts'

export function viewOf({ view }: PageData): VNode {
  switch (view) {
    default:
      return RunsView()
  }
}
