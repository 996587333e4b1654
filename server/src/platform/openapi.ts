/** The OpenAPI 3.1 document, made from the contract routes that are bound. */
import type { Route } from '@xinghe/contract/route'
import { z } from 'zod'

const schema = (shape: z.ZodType, io: 'input' | 'output') => {
  const { $schema, ...rest } = z.toJSONSchema(shape, { io, unrepresentable: 'any' }) as Record<
    string,
    unknown
  >
  return rest
}
const parameters = (shape: z.ZodType | undefined, place: 'path' | 'query') => {
  const { properties = {}, required = [] } = (shape ? schema(shape, 'input') : {}) as {
    properties?: Record<string, unknown>
    required?: string[]
  }
  return Object.entries(properties).map(([name, property]) => ({
    name,
    in: place,
    required: place === 'path' || required.includes(name),
    schema: property,
  }))
}

export function openApi(routes: readonly Route[]): object {
  const paths: Record<string, Record<string, unknown>> = {}
  for (const route of routes) {
    const path = route.path.replace(/:(\w+)/g, '{$1}')
    paths[path] ??= {}
    paths[path][route.method.toLowerCase()] = {
      summary: route.summary,
      tags: [route.path.split('/')[2]],
      'x-access': route.access,
      'x-refusals': route.errors ?? [],
      parameters: [...parameters(route.params, 'path'), ...parameters(route.query, 'query')],
      ...(route.body && {
        requestBody: { content: { 'application/json': { schema: schema(route.body, 'input') } } },
      }),
      responses: {
        200: {
          description: 'answer',
          content: { 'application/json': { schema: schema(route.answer, 'input') } },
        },
        default: { description: 'refusal: { error: { code, message, fields?, traceId } }' },
      },
    }
  }
  return { openapi: '3.1.0', info: { title: 'Xinghe', version: '0.1.0' }, paths }
}
