import { resolve } from 'node:path'
import { fileFormat, newWriter, type Format } from './formats.ts'
import { allOutputs, type Outputs, type ReportOutput } from './outputs.ts'
import type { ScanFlags } from './scan-flags.ts'
import type { Session } from './session.ts'
import { fileSink, streamSink } from './sink.ts'
import { UsageError } from './usage-error.ts'
import { columnsOf } from './world.ts'

/** The format of standard output: what was asked for, else text for people and NDJSON for programs. */
export function stdoutFormat({ format }: ScanFlags, { world }: Session): Format {
  return format ?? (world.stdout.isTTY === true ? 'text' : 'ndjson')
}

/** Opens standard output and every `-o` file; one that cannot be written is a `UsageError`. */
export async function openOutputs(flags: ScanFlags, session: Session): Promise<Outputs> {
  const { stdout } = session.world
  const files = outputFiles(flags)
  const writer = newWriter(stdoutFormat(flags, session), {
    paint: session.paint(stdout),
    ...(stdout.isTTY === true && { width: columnsOf(stdout) }),
  })
  // Results that go elsewhere do not come between the bar and its line.
  const clearLine = (): void => (stdout.isTTY === true ? session.statusLine.clear() : undefined)
  const outputs: ReportOutput[] = [{ writer, sink: streamSink(stdout, clearLine) }]
  // To go on into the same file would wipe out what the first part found.
  const mode = flags.resume === undefined ? 'w' : 'wx'
  for (const { path, format } of files) {
    outputs.push({ writer: newWriter(format), sink: await fileSink(path, mode) })
  }
  return allOutputs(outputs)
}

interface OutputFile {
  readonly path: string
  readonly format: Format
}

function outputFiles(flags: ScanFlags): OutputFile[] {
  const { format, output = [], outputText = [], outputXml = [], outputGrepable = [] } = flags
  const files: OutputFile[] = [
    ...output.map((path) => ({ path, format: fileFormat(path, format) })),
    ...outputText.map((path) => ({ path, format: 'text' as const })),
    ...outputXml.map((path) => ({ path, format: 'xml' as const })),
    ...outputGrepable.map((path) => ({ path, format: 'grepable' as const })),
  ]
  const places = files.map(({ path }) => resolve(path))
  const twice = files.find((_, index) => places.indexOf(places[index]!) !== index)
  if (twice !== undefined) throw new UsageError(`-o ${twice.path} is given twice; expected different files`)
  return files
}
