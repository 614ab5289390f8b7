#!/usr/bin/env node
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { run } from './run.ts'

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

function onSignal(listener: () => void): () => void {
  for (const signal of SIGNALS) process.on(signal, listener)
  return () => {
    for (const signal of SIGNALS) process.removeListener(signal, listener)
  }
}

/** As the manifest of the package says, two folders above: to load the whole library for it would cost twice as much. */
async function version(): Promise<string> {
  const manifest = await readFile(join(__dirname, '../../package.json'), 'utf8')
  return (JSON.parse(manifest) as { readonly version: string }).version
}

// A reader that goes away (`| head`) must not crash us; who writes notices by himself.
for (const output of [process.stdout, process.stderr]) output.on('error', () => {})

// The exit code is set and the process ends by itself, so that nothing that is still being written is lost.
void run(process.argv.slice(2), {
  stdin: process.stdin,
  stdout: process.stdout,
  stderr: process.stderr,
  env: process.env,
  onSignal,
  exit: (code) => process.exit(code),
  version,
  library: () => import('../index.ts'),
}).then((code) => (process.exitCode = code))
