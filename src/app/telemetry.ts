/** Traces of model calls on their way to whoever collects them. */
export interface Telemetry {
  /** Sends what is left. */
  stop(): Promise<void>
}

const none: Telemetry = { stop: async () => undefined }

/**
 * Has calls of models traced by the names of OpenTelemetry's GenAI conventions: models, tokens and times, never what was asked or
 * answered.
 */
export async function startTelemetry(tracesUrl: string | undefined): Promise<Telemetry> {
  if (tracesUrl === undefined) return none
  const [trace, { resourceFromAttributes }, { OTLPTraceExporter }, { OpenTelemetry }, { registerTelemetry }] =
    await Promise.all([
      import('@opentelemetry/sdk-trace'),
      import('@opentelemetry/resources'),
      import('@opentelemetry/exporter-trace-otlp-http'),
      import('@ai-sdk/otel'),
      import('ai'),
    ])
  const provider = new trace.TracerProvider({
    resource: resourceFromAttributes({ 'service.name': 'autointel' }),
    spanProcessors: [new trace.BatchSpanProcessor({ exporter: new OTLPTraceExporter({ url: tracesUrl }) })],
  })
  registerTelemetry(new OpenTelemetry({ tracer: provider.getTracer('autointel') }))
  // A collector that does not answer keeps nothing from coming to its end.
  return { stop: () => provider.shutdown().catch(() => undefined) }
}
