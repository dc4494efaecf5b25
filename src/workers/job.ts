/** What is heavy: a function of a value, in a module that a process of its own can load. */
export type Work = (input: never) => unknown

/**
 * Work that is done outside of this process, and what it may take at most. The module exports it as `work`; input and output must be
 * what structured cloning takes (no functions, no classes), and the function does no I/O.
 */
export interface Job<Done extends Work = Work> {
  readonly module: string
  /** Processor time, of all threads of the process, in milliseconds: a busy machine does not shorten it. */
  readonly cpuTimeMs: number
  /** All memory of the process, buffers and the program itself (some 100 MB) included. */
  readonly memoryMegabytes: number
  /** Never set: it carries the types. */
  readonly work?: Done
}

const usualMemoryMegabytes = 768

export interface JobLimits {
  /** Default 20,000. */
  readonly cpuTimeMs?: number
  /** Default 768. */
  readonly memoryMegabytes?: number
}

/**
 * Names the work of a module, such as `./extraction-job.ts`: `jobIn<typeof import(file)>(new URL(file, import.meta.url))`. Only the
 * type of the module is imported where the work is asked for: what it needs is loaded where it is done.
 */
export function jobIn<Module extends { readonly work: Work }>(
  module: URL,
  { cpuTimeMs = 20_000, memoryMegabytes = usualMemoryMegabytes }: JobLimits = {},
): Job<Module['work']> {
  return { module: module.href, cpuTimeMs, memoryMegabytes }
}
