import { describe, expect, it } from 'vitest'
import {
  firstName,
  firstVersion,
  labelledVersion,
  splitBehindSystem,
  splitReversed,
  splitToken,
  trimVersion,
  versionAfter,
} from '../../../../src/fingerprint/products/split-version.ts'

describe('splitToken', () => {
  it.each([
    ['nginx/1.22.1', 'nginx', '1.22.1'],
    ['OpenSSH_9.2p1 Debian', 'OpenSSH', '9.2p1'],
    ['acme-ssh-4.5', 'acme-ssh', '4.5'],
    ['Acme Web Server 1.4 (Unix)', 'Acme Web Server', '1.4'],
    ['Acme/v2.0', 'Acme', '2.0'],
    ['Acme-Server-11g/11.1.1.6', 'Acme-Server 11g', '11.1.1.6'],
  ])('%s', (text, product, version) => {
    expect(splitToken(text)).toEqual({ product, version })
  })
  it('takes no word of the protocol for a name', () => {
    expect(splitToken('Web Server 1.0')).toEqual({ version: '1.0' })
    expect(splitToken('httpd/2.1')).toEqual({ version: '2.1' })
    expect(splitToken('Acme Open Edition  4.1.2')).toEqual({ product: 'Acme Open Edition', version: '4.1.2' })
  })
  it.each(['', 'Acme', '1.2.3', '/1.0'])('finds nothing in "%s"', (text) => {
    expect(splitToken(text)).toEqual({})
  })
})

describe('versionAfter', () => {
  it.each([
    ['/1.2', '1.2'],
    [' 4.96 #2', '4.96'],
    [' Server v3.1-beta (x)', '3.1-beta'],
    [' (version 4.0.9) at', '4.0.9'],
    [', Version: 6.0.3790.', '6.0.3790'],
    [' Release 8.5', '8.5'],
    [' 1.8.2+deb3.1+deb12u2 - https', '1.8.2'],
    [' v3.6.1-Debian-3.6.1-4+deb12u5 server ready', '3.6.1'],
    ['; Sat, 21 Nov 2026', undefined],
    [' ready', undefined],
  ])('%s → %s', (text, version) => {
    expect(versionAfter(text)).toBe(version)
  })
})

describe('firstVersion', () => {
  it('takes the first dotted number and the name before it', () => {
    expect(firstVersion('welcome to AcmeFTP 2.1.7')).toEqual({ product: 'AcmeFTP', version: '2.1.7' })
    expect(firstVersion('Acme (version 2.1)')).toEqual({ product: 'Acme', version: '2.1' })
  })
  it('takes neither addresses for versions nor host names and common words for products', () => {
    expect(firstVersion('[192.0.2.1] ready')).toEqual({})
    expect(firstVersion('ready at 192.0.2.1')).toEqual({})
    expect(firstVersion('ready (192.0.2.1) 21.11.2026')).toEqual({})
    expect(firstVersion('192.0.2.1')).toEqual({})
    expect(firstVersion('Acme 10.2.0.0 ready')).toEqual({ product: 'Acme', version: '10.2.0.0' })
    expect(firstVersion('mail.example.test 2.1')).toEqual({ version: '2.1' })
    expect(firstVersion('server 2.1')).toEqual({ version: '2.1' })
  })
})

it('splits what starts with its version', () => {
  expect(splitReversed('1.0.2 AcmeShell')).toEqual({ product: 'AcmeShell', version: '1.0.2' })
  expect(splitReversed('1.82_sshlib AcmeScape')).toEqual({ product: 'AcmeScape', version: '1.82' })
  expect(splitReversed('1.78 sshlib: Acme SSHD 4.15a')).toEqual({ product: 'Acme SSHD', version: '1.78' })
  expect(splitReversed('2.1')).toEqual({})
})

describe('splitBehindSystem', () => {
  it.each([
    ['Linux/5.4.0 Acme/2.1', { product: 'Acme', version: '2.1' }],
    ['Linux/2.6 UPnP/1.0 DLNADOC/1.50 Acme-Box/2.1', { product: 'Acme-Box', version: '2.1' }],
    ['Ubuntu/10.04, HTTP/1.1, Acme Server/1.4', { product: 'Acme Server', version: '1.4' }],
    ['Windows NT/5.0 AcmeServer/7', { product: 'AcmeServer', version: '7' }],
    ['Linux', {}],
    ['Linux/5.4.0', {}],
    ['Mac OS X/10.5, UPnP/1.0, Acme/1.20', { product: 'Acme', version: '1.20' }],
    ['Unix Acme/1.1', { product: 'Acme', version: '1.1' }],
    ['Acme/1.1 Linux/5.4', undefined],
    ['Acme', undefined],
    ['', undefined],
  ])('%s', (text, found) => {
    expect(splitBehindSystem(text)).toEqual(found)
  })
})

describe('firstName', () => {
  it.each([
    ['Acme', 'Acme'],
    ['Acme Web Server', 'Acme Web Server'],
    ['Acme HTTP Server; Model 7; Serial', 'Acme HTTP Server'],
    ['acme-httpd (Unix)', 'acme-httpd'],
    ['Acme/svn-999', 'Acme'],
  ])('%s', (text, name) => {
    expect(firstName(text)).toBe(name)
  })
  it.each(['Server', 'Web Server', 'HTTP server', 'unknown', 'httpd', '$Revision$', '', '-', 'none'])(
    'none in "%s"',
    (text) => {
      expect(firstName(text)).toBeUndefined()
    },
  )
})

it('finds a version that a word announces a little further on', () => {
  expect(labelledVersion(' ready, version 1.2.3')).toBe('1.2.3')
  expect(labelledVersion(' ready 1.2.3')).toBeUndefined()
})

it('takes the end of a sentence off a version', () => {
  expect(['1.2.', '1.2-', '1.2-release', '3_6_2', '.'].map(trimVersion)).toEqual([
    '1.2',
    '1.2',
    '1.2',
    '3.6.2',
    undefined,
  ])
})
