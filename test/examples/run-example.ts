import { spawn, type ChildProcess } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import ts from 'typescript'
import { root } from '../structure/source-files.ts'

export interface ExampleRun {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

export interface RunOptions {
  readonly args?: readonly (string | number)[]
  readonly env?: Readonly<Record<string, string>>
  /** Called with the process, once it runs. */
  readonly meanwhile?: (child: ChildProcess) => void
}

/**
 * Runs an example as a program of its own. It comes by standard input, without its types, so that every Node takes
 * it; `portscan-core` is then this very package, as it was built.
 */
export function runExample(name: string, options: RunOptions = {}): Promise<ExampleRun> {
  const { args = [], env, meanwhile } = options
  const child = spawn(process.execPath, ['--input-type=module', '-', ...args.map(String)], {
    cwd: root,
    env: { ...process.env, ...env },
    timeout: 30_000,
  })
  const said = { stdout: '', stderr: '' }
  for (const stream of ['stdout', 'stderr'] as const) {
    child[stream].setEncoding('utf8').on('data', (text: string) => (said[stream] += text))
  }
  child.stdin.end(withoutTypes(readFileSync(join(root, 'examples', name), 'utf8')))
  meanwhile?.(child)
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (code) => resolve({ code, ...said }))
  })
}

function withoutTypes(text: string): string {
  const compilerOptions = {
    module: ts.ModuleKind.ESNext,
    target: ts.ScriptTarget.ES2022,
    verbatimModuleSyntax: true,
  }
  return ts.transpileModule(text, { compilerOptions }).outputText
}
