// Requests get in when what the application needs is up. /health says what is not.
import express from 'express'
import { isPortOpen, waitForPort } from 'portscan-core'

const [port = '3000', ...needed] = process.argv.slice(2)
const needs = (needed.length > 0 ? needed : ['localhost:5432']).map((need) => {
  const { hostname, port } = new URL(`tcp://${need}`)
  return { need, host: hostname.replace(/^\[|\]$/g, ''), port: Number(port) }
})
const stopping = new AbortController()
const { signal } = stopping
let ready = false

const app = express()
app.get('/health', async (_request, response) => {
  const looks = needs.map(({ host, port }) => isPortOpen(host, port, { timeout: 1_000, retries: 0 }))
  const seen = await Promise.allSettled(looks)
  const missing = needs.flatMap(({ need }, at) => {
    const look = seen[at]!
    return look.status === 'fulfilled' && look.value ? [] : [need]
  })
  response.status(missing.length === 0 ? 200 : 503).json({ ready, missing })
})
app.use((_request, response, next) => {
  if (ready) next()
  else response.status(503).set('Retry-After', '5').send('not ready yet\n')
})
app.get('/', (_request, response) => void response.send('hello\n'))

const server = app.listen(Number(port), '127.0.0.1', () => console.log('listening', server.address()))
process.once('SIGTERM', () => {
  stopping.abort()
  server.close()
})
try {
  await Promise.all(needs.map(({ host, port }) => waitForPort(host, port, { timeout: 120_000, signal })))
  ready = true
  console.log('ready')
} catch (error) {
  server.close()
  if (!signal.aborted) throw error
}
