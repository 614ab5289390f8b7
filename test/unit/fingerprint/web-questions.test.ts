import { expect, test } from 'vitest'
import { versionQuestion, type WebKnowledge } from '../../../src/fingerprint/web-questions.ts'

test.each<[WebKnowledge, string | undefined]>([
  [{ product: 'Grafana' }, '/api/health'],
  [{ product: 'Vault', status: 404, text: '404 page not found' }, '/v1/sys/health'],
  [{ product: 'nginx', status: 302, location: '/login' }, undefined],
  [{ status: 302, location: '/login', contentType: 'text/html' }, '/api/health'],
  [{ status: 200, location: '/login', contentType: 'text/html' }, undefined],
  [{ status: 302, location: '/graph' }, '/api/v1/status/buildinfo'],
  [{ status: 404, text: '404 page not found' }, '/version'],
  [{ status: 404, text: '404 page not found, sorry' }, undefined],
  [{ status: 404, text: '{"message":"page not found"}', contentType: 'application/json' }, '/version'],
  [{ product: 'Node.js', status: 400 }, '/json/version'],
  [{ product: 'Node.js', status: 200 }, undefined],
  [{ status: 200 }, '/v2/'],
  [{ status: 404 }, '/jsonrpc?method=aria2.getVersion&id=0'],
  [{ product: 'Blackbox Exporter' }, '/metrics'],
  [{ product: 'Privoxy', status: 400 }, 'http://p.p/'],
  [{ product: 'Jupyter Notebook' }, '/api'],
  [{ status: 200, title: 'x' }, undefined],
])('%j is asked %j', (seen, path) => {
  expect(versionQuestion(seen)?.path).toBe(path)
})
