const text = { type: 'string', minLength: 1 }
const index = { type: 'integer', minimum: 0 }

/** What SARIF 2.1.0 (OASIS, sections 3.13 to 3.30) asks of those of its objects that we write, and no member beside. */
export const sarifShape = object(['$schema', 'version', 'runs'], {
  $schema: { type: 'string', pattern: '^https://.*sarif-schema-2\\.1\\.0\\.json$' },
  version: { const: '2.1.0' },
  runs: {
    type: 'array',
    minItems: 1,
    items: object(['tool', 'results'], {
      columnKind: { enum: ['utf16CodeUnits', 'unicodeCodePoints'] },
      tool: object(['driver'], {
        driver: object(['name'], {
          name: text,
          semanticVersion: { type: 'string', pattern: '^\\d+\\.\\d+\\.\\d+' },
          rules: {
            type: 'array',
            uniqueItems: true,
            items: object(['id'], { id: text, shortDescription: object(['text'], { text }) }),
          },
        }),
      }),
      results: {
        type: 'array',
        items: object(['message'], {
          ruleId: text,
          ruleIndex: index,
          level: { enum: ['none', 'note', 'warning', 'error'] },
          message: object(['text'], { text }),
          locations: {
            type: 'array',
            items: object([], {
              physicalLocation: object(['artifactLocation'], {
                // RFC 3986: nothing that would have to be encoded.
                artifactLocation: object([], {
                  uri: { type: 'string', pattern: "^[\\w.~:/?#\\[\\]@!$&'()*+,;=%-]*$" },
                }),
                region: object([], { startLine: { type: 'integer', minimum: 1 } }),
              }),
              logicalLocations: {
                type: 'array',
                uniqueItems: true,
                items: object([], { fullyQualifiedName: text }),
              },
            }),
          },
          partialFingerprints: { type: 'object', additionalProperties: text, required: [] },
        }),
      },
    }),
  },
})

function object(required: readonly string[], properties: object): object {
  return { type: 'object', required, properties, additionalProperties: false }
}
