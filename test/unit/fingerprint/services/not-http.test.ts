import { expect, it } from 'vitest'
import { parseHttpResponse } from '../../../../src/fingerprint/http-response.ts'
import { recognize } from '../../../../src/fingerprint/recognize.ts'
import { otherService } from '../../../../src/fingerprint/services/not-http.ts'

const page = (status: string, fields: string, body: string) =>
  Buffer.from(`HTTP/1.0 ${status}\r\n${fields}Content-Type: text/html\r\n\r\n${body}`, 'latin1')
const named = (answer: Buffer, title?: string) => otherService(parseHttpResponse(answer)!, answer, title)

const socks = page(
  '501 Tor is not an HTTP Proxy',
  '',
  '<html>\n<head>\n<title>This is a SOCKS Proxy, Not An HTTP Proxy</title>\n</head>\n</html>\n',
)
const xpra = Buffer.from(
  'HTTP/1.1 400 Bad request syntax or unsupported method\n\n<head>\n<title>Server Error</title>\n</head>\n<body>\n' +
    '<h1>Server Error</h1>\n<p>Error code 400.\n<p>Message: this port does not support HTTP requests.\n</body>\n',
)
const rtsp = page('503 Service Unavailable', 'Server: GStreamer RTSP server\r\n', '')

it('knows who answers HTTP to say that it is something else', () => {
  expect(named(socks, 'This is a SOCKS Proxy, Not An HTTP Proxy')).toBe('socks5')
  expect(named(page('501 x', '', ''), "Tor's ControlPort is not an HTTP proxy")).toBe('tor-control')
  expect(named(xpra, 'Server Error')).toBe('xpra')
  expect(named(rtsp)).toBe('rtsp')
})

it('leaves web servers alone', () => {
  expect(named(page('404 Not Found', 'Server: nginx\r\n', ''), 'Not Found')).toBeUndefined()
  expect(named(page('200 OK', '', ''), 'This is a SOCKS Proxy')).toBeUndefined()
})

it.each([
  [socks, 'socks5'],
  [xpra, 'xpra'],
  [rtsp, 'rtsp'],
])('names the service %#', (answer, name) => {
  expect(recognize(answer, { transport: 'tcp', probe: 'http' })?.name).toBe(name)
})
