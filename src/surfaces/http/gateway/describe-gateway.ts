import { formPaths, gatewayForms } from '../../../llm/gateway/gateway-form.ts'
import type { HttpApp } from '../http-context.ts'

/** The providers' own calls in the document: what goes in and out is the providers' to describe. */
export function describeGateway(app: HttpApp): void {
  for (const form of gatewayForms)
    app.openAPIRegistry.registerPath({
      method: 'post',
      path: `/v1${formPaths[form]}`,
      tags: ['gateway'],
      summary: 'A call in the form of the provider, with a client key',
      request: { body: { required: true, content: { 'application/json': { schema: { type: 'object' } } } } },
      responses: {
        200: { description: 'The answer of the provider' },
        401: { description: 'No client key' },
        402: { description: 'A budget does not leave enough: limit_usd, remaining_usd, resets_at' },
      },
    })
}
