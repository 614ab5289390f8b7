import { extname, resolve } from 'node:path'
import type { TextPaint } from '../report/index.ts'
import type { Session } from './session.ts'
import { fileSink, streamSink, type Sink } from './sink.ts'
import { UsageError } from './usage-error.ts'
import { columnsOf } from './world.ts'

/** How text is laid out for who reads it. */
export interface Layout {
  readonly paint?: TextPaint
  readonly width?: number
}

/** One format of what a command has found, which is written when all of it is known. */
export interface DocumentFormat<T> {
  /** Of files that are written in it: `'.md'`. */
  readonly extensions: readonly string[]
  readonly write: (found: T, layout: Layout) => Iterable<string>
}

/** By name; the first is that of standard output where none is asked for. */
export type DocumentFormats<T> = Readonly<Record<string, DocumentFormat<T>>>

export interface DocumentFlags {
  readonly format?: string
  readonly output?: readonly string[]
}

interface Place<T> {
  readonly format: DocumentFormat<T>
  readonly layout: Layout
  readonly sink: Sink
}

/** Opens standard output and every `-o` file, and gives the function that writes to all of them. */
export async function openDocuments<T>(
  formats: DocumentFormats<T>,
  { format, output = [] }: DocumentFlags,
  session: Session,
): Promise<(found: T) => Promise<void>> {
  const { stdout } = session.world
  const layout = { paint: session.paint(stdout), ...(stdout.isTTY === true && { width: columnsOf(stdout) }) }
  const first = format ?? Object.keys(formats)[0]!
  const files = documentFiles(formats, output, format)
  const places: Place<T>[] = [{ format: formats[first]!, layout, sink: streamSink(stdout, () => {}) }]
  for (const { path, format } of files) places.push({ format, layout: {}, sink: await fileSink(path) })
  return async (found) => {
    for (const { format, layout, sink } of places) {
      for (const text of format.write(found, layout)) {
        if (sink.closed) break
        await sink.write(text)
      }
      await sink.end()
    }
  }
}

function documentFiles<T>(
  formats: DocumentFormats<T>,
  paths: readonly string[],
  asked: string | undefined,
): { readonly path: string; readonly format: DocumentFormat<T> }[] {
  const places = paths.map((path) => resolve(path))
  const twice = paths.find((_, index) => places.indexOf(places[index]!) !== index)
  if (twice !== undefined) throw new UsageError(`-o ${twice} is given twice; expected different files`)
  return paths.map((path) => {
    const extension = extname(path).toLowerCase()
    const known = Object.values(formats).find(({ extensions }) => extensions.includes(extension))
    const format = known ?? (asked === undefined ? undefined : formats[asked])
    if (format !== undefined) return { path, format }
    const endings = Object.values(formats).flatMap(({ extensions }) => extensions)
    throw new UsageError(`-o ${path}: expected a file name that ends in one of ${endings.join(' ')}`)
  })
}
