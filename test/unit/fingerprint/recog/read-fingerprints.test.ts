import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readFingerprints } from '../../../../src/fingerprint/recog/read-fingerprints.ts'

test('patterns, flags and values, entities read', async () => {
  const text = `<?xml version="1.0"?><fingerprints matches="ssh.banner">
    <fingerprint pattern="^A&lt;(\\d+)" flags="REG_ICASE|REG_DOT_NEWLINE">
      <description>Text <b>inside</b></description>
      <param pos="1" name="service.version"/><param pos="0" name="service.vendor" value="A&amp;B"/>
    </fingerprint></fingerprints>`
  expect(await readFingerprints(text)).toEqual({
    matches: 'ssh.banner',
    fingerprints: [
      {
        pattern: '^A<(\\d+)',
        flags: 'is',
        params: [
          { pos: 1, name: 'service.version', value: '' },
          { pos: 0, name: 'service.vendor', value: 'A&B' },
        ],
      },
    ],
  })
})

test('other XML holds none', async () => {
  expect(await readFingerprints('<a><param pos="x"/></a>')).toEqual({ matches: '', fingerprints: [] })
})

test.each(['', '<a>', '<a></b>', 'text', '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'])(
  '%j is no XML',
  async (text) => {
    await expect(readFingerprints(text)).rejects.toThrow(Error)
  },
)

test('values are bounded', async () => {
  const params = '<param pos="0" name="a" value="'.concat('x'.repeat(5000), '"/>').repeat(100)
  const { fingerprints } = await readFingerprints(
    `<fingerprints><fingerprint pattern="a">${params}</fingerprint></fingerprints>`,
  )
  expect(fingerprints[0]?.params).toHaveLength(64)
  expect(fingerprints[0]?.params[0]?.value).toHaveLength(512)
})

test('whatever stands there, it is read or refused by an Error', async () => {
  const piece = fc.constantFrom(
    '<',
    '>',
    '/',
    'fingerprint',
    's',
    ' pattern="',
    '"',
    'param',
    ' pos="1"',
    '&',
    '<!--',
    ']]>',
  )
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.oneof(piece, fc.string({ maxLength: 5 })), { maxLength: 30 }),
      async (pieces) => {
        const read = await readFingerprints(pieces.join('')).catch((error: unknown) => error)
        if (!(read instanceof Error)) expect(read).toHaveProperty('fingerprints')
      },
    ),
  )
})
