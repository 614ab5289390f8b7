import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseReply, textLines } from '../../../src/fingerprint/reply-lines.ts'

describe('parseReply', () => {
  it('reads one line', () => {
    expect(parseReply('220 ready\r\nrest')).toEqual({ code: 220, lines: ['ready'], whole: true, end: 11 })
    expect(parseReply('220\r\n')).toMatchObject({ code: 220, lines: [''], whole: true })
    expect(parseReply('220 rea')).toMatchObject({ whole: false })
  })

  it('reads many: with the code in each, or only in the first and the last', () => {
    expect(parseReply('250-a\r\n250-b\r\n250 c\r\n')).toMatchObject({ lines: ['a', 'b', 'c'], whole: true })
    expect(parseReply('211-Features:\r\n UTF8\r\n220 x\r\n211 End\r\n')).toMatchObject({
      lines: ['Features:', ' UTF8', '220 x', 'End'],
      whole: true,
    })
    expect(parseReply('250-a\r\n250-b\r\n')).toMatchObject({ lines: ['a', 'b'], whole: false })
  })

  it.each(['', 'hello', '22', '2200 x', '620 x', ' 220 x'])('finds none in "%s"', (text) => {
    expect(parseReply(text)).toBeUndefined()
  })

  it('takes at most 128 lines of an endless one', () => {
    expect(parseReply('220-x\r\n'.repeat(1000))?.lines).toHaveLength(128)
  })

  it('never throws and ends within the text', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const reply = parseReply(`220-${text}\r\n220 x`)
        expect(reply!.end).toBeLessThanOrEqual(text.length + 11)
      }),
    )
  })
})

it('splits lines of a list', () => {
  expect(textLines('a\r\nb\nc')).toEqual(['a', 'b', 'c'])
})
