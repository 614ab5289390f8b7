import fc from 'fast-check'
import type { HttpApp } from '../../src/integrations/server/http/http-app.ts'

interface Schema {
  readonly type?: string
  readonly enum?: readonly string[]
  readonly anyOf?: readonly Schema[]
  readonly items?: Schema
  readonly properties?: Readonly<Record<string, Schema>>
  readonly required?: readonly string[]
  readonly minimum?: number
  readonly maximum?: number
  readonly format?: string
  readonly examples?: readonly unknown[]
}

interface Parameter {
  readonly name: string
  readonly in: 'path' | 'query' | 'header'
  readonly required?: boolean
  readonly schema: Schema
}

export interface Operation {
  readonly method: string
  readonly path: string
  readonly parameters: readonly Parameter[]
  readonly body?: Schema
  /** The statuses that the document names. */
  readonly statuses: readonly string[]
}

export interface SentRequest {
  readonly method: string
  readonly url: string
  readonly headers: Record<string, string>
  readonly payload?: string
}

/** What the document of the API says that may be asked. */
export function operationsOf(app: HttpApp): Operation[] {
  const paths = (app.swagger().paths ?? {}) as Record<string, Record<string, Record<string, unknown>>>
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => {
      const content = (
        operation['requestBody'] as { content?: Record<string, { schema: Schema }> } | undefined
      )?.content
      const body = content?.['application/json']?.schema
      return {
        method: method.toUpperCase(),
        path,
        parameters: (operation['parameters'] ?? []) as Parameter[],
        statuses: Object.keys(operation['responses'] as object),
        ...(body && { body }),
      }
    }),
  )
}

/** Requests for it: as the document wants them, nearly so, and not at all. `texts` are put wherever text can stand. */
export function requestsFor(
  { method, path, parameters, body }: Operation,
  texts: fc.Arbitrary<string>,
): fc.Arbitrary<SentRequest> {
  const given = (place: Parameter['in']) => {
    const some = parameters.filter((one) => one.in === place)
    const values = some.map((one) => {
      const value = valueFor(one.schema, texts)
      // A path without one of its parts is another path.
      return place === 'path' ? value : fc.option(value, { nil: undefined, freq: one.required ? 1_000 : 1 })
    })
    return fc.tuple(...values).map((list) => some.map(({ name }, at) => [name, list[at]] as const))
  }
  const payload = body === undefined ? fc.constant(undefined) : bodyFor(body, texts)
  return fc
    .tuple(given('path'), given('query'), given('header'), payload, fc.boolean())
    .map(([inPath, inQuery, inHeader, sent, odd]) => {
      const query = new URLSearchParams()
      for (const [name, value] of inQuery) if (value !== undefined) query.append(name, asText(value))
      if (odd) query.append('limit', '7')
      const url = inPath.reduce(
        (all, [name, value]) => all.replace(`{${name}}`, encodeURIComponent(wellFormed(asText(value)))),
        path,
      )
      const headers: Record<string, string> = sent === undefined ? {} : { 'content-type': 'application/json' }
      for (const [name, value] of inHeader) {
        // What no HTTP client can send is no question to the server.
        if (value !== undefined) headers[name] = asText(value).replace(/[^\x20-\x7e]/g, '')
      }
      const asked = query.toString()
      return {
        method,
        url: asked === '' ? url : `${url}?${asked}`,
        headers,
        ...(sent !== undefined && { payload: sent }),
      }
    })
}

function bodyFor(schema: Schema, texts: fc.Arbitrary<string>): fc.Arbitrary<string> {
  return fc.oneof(
    { weight: 6, arbitrary: valueFor(schema, texts).map((value) => JSON.stringify(value)) },
    { weight: 1, arbitrary: fc.json() },
    { weight: 1, arbitrary: texts },
  )
}

function valueFor(schema: Schema, texts: fc.Arbitrary<string>): fc.Arbitrary<unknown> {
  const anything = fc.oneof(
    texts,
    fc.integer(),
    fc.double(),
    fc.boolean(),
    fc.constant(null),
    fc.array(texts, { maxLength: 3 }),
  )
  return fc.oneof({ weight: 15, arbitrary: fitting(schema, texts) }, { weight: 1, arbitrary: anything })
}

function fitting(schema: Schema, texts: fc.Arbitrary<string>): fc.Arbitrary<unknown> {
  if (schema.examples) return fc.constantFrom(...schema.examples)
  if (schema.anyOf) return fc.oneof(...schema.anyOf.map((one) => valueFor(one, texts)))
  if (schema.enum) return fc.constantFrom(...schema.enum)
  if (schema.format === 'uuid') return fc.oneof(fc.uuid(), texts)
  if (schema.type === 'boolean') return fc.boolean()
  if (schema.type === 'integer')
    return fc.integer({ min: schema.minimum ?? 0, max: schema.maximum ?? 100_000 })
  if (schema.type === 'array') return fc.array(valueFor(schema.items ?? {}, texts), { maxLength: 5 })
  if (schema.type === 'object') {
    const parts = Object.entries(schema.properties ?? {}).map(
      ([name, one]) => [name, valueFor(one, texts)] as const,
    )
    return fc.record(Object.fromEntries(parts), { requiredKeys: [...(schema.required ?? [])] })
  }
  return fc.oneof(texts, fc.constantFrom('192.0.2.1', '22', 'host.example'))
}

function asText(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value)
}

function wellFormed(text: string): string {
  return text.replace(/\p{Surrogate}/gu, '\ufffd')
}

/** What tools try on a field that may end up in SQL, a shell, a path or a page. */
export const INJECTIONS: readonly string[] = [
  "'",
  '"',
  "' OR '1'='1",
  "' OR 1=1-- -",
  '1 OR 1=1',
  "1'; DROP TABLE portscan.scans; --",
  "'; SELECT pg_sleep(10)--",
  "1' AND (SELECT 1 FROM pg_sleep(10))::text='1",
  "' UNION SELECT NULL,NULL,version()--",
  "') UNION ALL SELECT key_hash FROM portscan.keys--",
  "'||(SELECT current_user)||'",
  "' AND 1=CAST((SELECT version()) AS int)--",
  "'; COPY (SELECT 1) TO PROGRAM 'id'--",
  '$$;SELECT 1;$$',
  '$1',
  '%',
  '_',
  '\\',
  "\\'",
  '/*',
  '--',
  ';',
  '\u0000',
  'a\u0000b',
  '%00',
  '%27',
  '\ud800',
  'ʼ OR 1=1',
  '{"$gt":""}',
  '[object Object]',
  '__proto__',
  'constructor',
  'toString',
  '../../etc/passwd',
  '..%2f..%2fetc%2fpasswd',
  '$(id)',
  '`id`',
  '| id',
  '-oN/tmp/x',
  '<script>alert(1)</script>',
  '${7*7}',
  '{{7*7}}',
  '\r\nSet-Cookie: a=b',
  'NaN',
  'Infinity',
  '1e309',
  '-1',
  '9223372036854775808',
  '00000000-0000-0000-0000-000000000000',
  '2026-13-45T99:99:99Z',
]
