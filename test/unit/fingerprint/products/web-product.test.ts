import fc from 'fast-check'
import { expect, test } from 'vitest'
import { jsonFacts, webProduct } from '../../../../src/fingerprint/products/web-product.ts'

const facts = (document: unknown): (string | undefined)[] => {
  const found = jsonFacts(Buffer.from(JSON.stringify(document)))
  return [found?.product, found?.version]
}

test('a chunk around a document does not hide it; half a document says nothing', () => {
  const text = '{"etcdserver":"3.5.9"}'
  expect(jsonFacts(Buffer.from(`16\r\n${text}\r\n0\r\n\r\n`))?.version).toBe('3.5.9')
  expect(jsonFacts(Buffer.from(text.slice(0, -1)))).toBeUndefined()
})

test('hostile documents: no member of a prototype, nothing but text of at most 256 characters', () => {
  expect(facts({ __proto__: null, constructor: { name: 'x' } })).toEqual([undefined, undefined])
  expect(facts({ etcdserver: `3.5${'9'.repeat(9_999)}` })[1]!.length).toBeLessThanOrEqual(64)
  const deep = Buffer.from(`${'{"a":'.repeat(2_000)}1${'}'.repeat(2_000)}`)
  expect(jsonFacts(deep)).toBeUndefined()
})

test('a long page is read where its text begins, and at its end', () => {
  const product = (body: string): string | undefined =>
    webProduct(
      { version: '1.1', status: 200, reason: '', headers: [], bodyAt: 0, interim: 0 },
      Buffer.from(body),
      undefined,
    )?.product
  const words = '<p class="header-right">Motion 4.5.1</p>'
  const long = 'x'.repeat(5_000)
  expect(product(`<style>${long}</style><body>${words}</body>`)).toBe('Motion')
  expect(product(`<body>${long}${words}</body>`)).toBe('Motion')
  expect(product(`<body>${long}${words}${long}</body>`)).toBeUndefined()
  expect(product(`${long}<body>Consul Agent</body>`)).toBeUndefined()
})

test('property: never throws', () => {
  const value = fc.oneof(
    fc.json().map((text) => Buffer.from(text)),
    fc.uint8Array({ maxLength: 400 }),
  )
  const fields = fc.array(fc.tuple(fc.constantFrom('x-jenkins', 'location', '__proto__'), fc.string()), {
    maxLength: 5,
  })
  fc.assert(
    fc.property(value, fields, fc.string(), (body, headers, title) => {
      const response = { version: '1.1', status: 200, reason: '', headers, bodyAt: 0, interim: 0 }
      for (const text of Object.values(webProduct(response, body, title) ?? {}).flat())
        expect(text).toMatch(/^[^\0-\x1f\x7f-\x9f]{1,256}$/) // eslint-disable-line no-control-regex
    }),
  )
})
