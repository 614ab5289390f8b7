import { expect, test } from 'vitest'
import { ScanError } from '../../../src/model/errors.ts'
import { MemoryOutput, runFake } from './fake-world.ts'

// Made, so that everything is checked, and never run.
const scan = () => ({ events: (): never => expect.fail('scanned') }) as never

const list = (line: string, stdin = '') => runFake(`${line} --list`, { library: { scan }, stdin })

test('each host on a line, the numbers in a comment', async () => {
  const { code, out } = await list('192.0.2.0/30 www.example -p 22,80 --exclude 192.0.2.1')
  expect(code).toBe(0)
  expect(out).toBe(
    '192.0.2.0\n192.0.2.2\n192.0.2.3\nwww.example\n# 3 addresses and 1 name, 8 endpoints: 1 ms at 10,000 a second\n',
  )
})

test('ports of its own, excluded ports, a share, and a rate count', async () => {
  const { out } = await list('192.0.2.7:8080 192.0.2.8 -p 1-100 --exclude-ports 51-100 --rate 10')
  expect(out).toBe('192.0.2.7:8080\n192.0.2.8\n# 2 addresses, 51 endpoints: 5.10 s at 10 a second\n')
  expect((await list('192.0.2.8 -p 1-100 --shard 1/4')).out).toContain(' 25 endpoints')
})

test('what it prints can be read again', async () => {
  const first = await list(
    '192.0.2.0/29 2001:db8::/126 www.example/30 192.0.2.9:http,8000-8010 [2001:db8::7]:22 www.example/30:443 192.0.2.10:top-1000 192.0.2.11:22,U:53 192.0.2.12:U:53',
  )
  expect((await list('-', first.out)).out).toBe(first.out)
})

test('UDP ports count too', async () => {
  expect((await list('192.0.2.7 -p 22,U:53,161')).out).toContain('3 endpoints')
  expect((await list('192.0.2.7 -p 22,53 -sU')).out).toContain('4 endpoints')
  expect((await list('192.0.2.7 -sU')).out).toContain('1,100 endpoints')
  expect((await list('192.0.2.7:53 -p 22 --udp')).out).toContain('192.0.2.7:53,U:53\n')
})

test('what would not be scanned is not counted, a block around a name is', async () => {
  const { out } = await list('192.0.2.7:22,80 192.0.2.8:22 2001:db8::1 -4 -p 1-10 --exclude-ports 22')
  expect(out).toBe(
    '192.0.2.7:80\n# 192.0.2.8:22: skipped, excluded\n# 2001:db8::1: skipped, out-of-scope\n' +
      '# 1 address, 1 endpoint: 0 ms at 10,000 a second\n',
  )
  expect((await list('www.example/28 -p 1-10')).out).toContain('1 name, 160 endpoints')
})

test('a line that is no target is told, nothing at all is exit 3', async () => {
  expect((await list('-', '300.1.1.1\n192.0.2.1')).out).toContain(
    '# 300.1.1.1: skipped, invalid\n192.0.2.1\n',
  )
  expect((await list('192.0.2.1 --exclude 192.0.2.0/24')).code).toBe(3)
})

test('a reader that leaves ends a very long list', async () => {
  class Gone extends MemoryOutput {
    override _write(_chunk: string, _encoding: string, done: (error?: Error) => void): void {
      setImmediate(done, Object.assign(new Error('write EPIPE'), { code: 'EPIPE' }))
    }
  }
  const { code, err } = await runFake('10.0.0.0/8 --list', {
    library: { scan },
    stdout: new Gone(false, 1000),
  })
  expect({ code, err }).toEqual({ code: 0, err: '' })
})

test('what a scan would refuse is refused here too', async () => {
  const refusing = () => {
    throw new ScanError('ERR_OPTION', "option 'localAddress': expected an address", { input: 'localAddress' })
  }
  expect((await runFake('192.0.2.1 --list', { library: { scan: refusing } })).code).toBe(2)
})

test('a huge one may be listed, to see how huge it is', async () => {
  let asked: unknown
  const asking = (_: unknown, options: unknown) => ((asked = options), {}) as never
  await runFake('192.0.2.1 --list', { library: { scan: asking } })
  expect(asked).toMatchObject({ allowHuge: true })
})
