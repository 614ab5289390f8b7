import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  fromJsonLines,
  fromMasscanList,
  fromNmapGreppable,
  fromPlainLines,
  fromRustscan,
  fromZmap,
} from '../../../../bench/compare/parse-output.mjs'

const both = ['192.0.2.1:22', '192.0.2.1:80']

describe('what a scanner calls open', () => {
  test('ours: one event a line, and only open ports of them', () => {
    const events = [
      { kind: 'host', address: '192.0.2.1' },
      { kind: 'port', address: '192.0.2.1', port: 22, state: 'open' },
      { kind: 'port', address: '192.0.2.1', port: 23, state: 'closed' },
      { kind: 'port', address: '192.0.2.1', port: 80, state: 'open' },
      { kind: 'alone', seconds: 1 },
    ]
    const text = events.map((event) => JSON.stringify(event)).join('\n')
    expect(fromJsonLines(text)).toEqual(both)
    expect(fromJsonLines(`${text}\n{"kind":"port","addr`), 'cut off').toEqual(both)
  })

  test('naabu', () => {
    const rows = [
      '{"ip":"192.0.2.1","port":22,"protocol":"tcp"}',
      '{"host":"a.example","ip":"192.0.2.1","port":80}',
    ]
    expect(fromJsonLines(`${rows.join('\n')}\n`)).toEqual(both)
  })

  test('nmap -oG', () => {
    const text = [
      '# Nmap 7.93 scan initiated',
      'Host: 192.0.2.1 ()\tStatus: Up',
      'Host: 192.0.2.1 ()\tPorts: 22/open/tcp//ssh///, 25/filtered/tcp//smtp///, 80/open/tcp//http///\tIgnored State: closed (997)',
      'Host: 192.0.2.2 ()\tPorts: 25/filtered/tcp//smtp///',
    ].join('\n')
    expect(fromNmapGreppable(text)).toEqual(both)
  })

  test('rustscan -g', () => {
    expect(fromRustscan('192.0.2.1 -> [22,80]\n192.0.2.9 -> []\n')).toEqual(both)
  })

  test('masscan -oL', () => {
    expect(
      fromMasscanList('#masscan\nopen tcp 22 192.0.2.1 1700000000\nopen tcp 80 192.0.2.1 1700000001\n# end'),
    ).toEqual(both)
  })

  test('zmap: addresses of one port', () => {
    expect(fromZmap('192.0.2.1\n192.0.2.2\n', 80)).toEqual(['192.0.2.1:80', '192.0.2.2:80'])
  })

  test('the loops in C', () => {
    expect(fromPlainLines('192.0.2.1:22\n192.0.2.1:80\n')).toEqual(both)
  })
})

const parsers = { fromMasscanList, fromNmapGreppable, fromPlainLines, fromRustscan }

test.each(Object.entries(parsers))('%s says nothing twice, and bears any text', (_, parse) => {
  const pieces = fc.constantFrom(
    '192.0.2.1:22',
    '192.0.2.1 -> [1,',
    ']',
    'open tcp 1 192.0.2.1 1',
    'Host: a ()\tPorts: 1/open/',
    '\n',
    '\t',
  )
  fc.assert(
    fc.property(fc.array(fc.oneof(pieces, fc.string())), (parts) => {
      const found = parse(parts.join(''))
      expect(new Set(found).size).toBe(found.length)
    }),
  )
})
