import { z } from 'zod'
import { httpUrl } from './fields.ts'

/** Where traces go. */
export interface TelemetrySettings {
  /** Undefined: nowhere, and nothing of it is loaded. */
  readonly tracesUrl: string | undefined
}

/** The settings as the environment has them. */
export const telemetryFields = { OTEL_EXPORTER_OTLP_ENDPOINT: httpUrl.optional() }

const environment = z.object(telemetryFields)

/** The path is the protocol's: https://opentelemetry.io/docs/specs/otel/protocol/exporter/ (2026-11). */
export function telemetrySettingsOf(settings: z.output<typeof environment>): TelemetrySettings {
  const endpoint = settings.OTEL_EXPORTER_OTLP_ENDPOINT
  return { tracesUrl: endpoint === undefined ? undefined : `${endpoint}/v1/traces` }
}
