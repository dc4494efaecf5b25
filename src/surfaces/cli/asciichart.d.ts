/** The package has no types of its own. */
declare module 'asciichart' {
  interface PlotOptions {
    readonly height?: number
    readonly min?: number
    readonly format?: (value: number) => string
  }
  export function plot(series: readonly number[], options?: PlotOptions): string
}
