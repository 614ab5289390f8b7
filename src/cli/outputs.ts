import type { ReportHead, ReportTail, ReportWriter } from '../report/index.ts'
import type { ScanEvent } from '../index.ts'
import type { Sink } from './sink.ts'

export interface ReportOutput {
  readonly writer: ReportWriter
  readonly sink: Sink
}

/** All places that the results go to, as one. Where a place is slow, the promise is to be awaited. */
export interface Outputs {
  begin(head: ReportHead): Promise<void> | undefined
  event(event: ScanEvent): Promise<void> | undefined
  /** Resolves when everything written so far is out. */
  flush(): Promise<void>
  end(tail: ReportTail): Promise<void>
  /** True when nobody reads any of them any more. */
  readonly closed: boolean
}

export function allOutputs(outputs: readonly ReportOutput[]): Outputs {
  const writeAll = (text: (writer: ReportWriter) => string): Promise<void> | undefined => {
    let waits: Promise<void>[] | undefined
    for (const { writer, sink } of outputs) {
      const wait = sink.closed ? undefined : sink.write(text(writer))
      if (wait !== undefined) (waits ??= []).push(wait)
    }
    return waits === undefined ? undefined : Promise.all(waits).then(() => {})
  }
  return {
    get closed() {
      return outputs.every(({ sink }) => sink.closed)
    },
    begin: (head) => writeAll((writer) => writer.begin(head)),
    event: (event) => writeAll((writer) => writer.event(event)),
    flush: async () => {
      await Promise.all(outputs.map(({ sink }) => sink.flush()))
    },
    end: async (tail) => {
      await Promise.all(outputs.map((output) => endOne(output, tail)))
    },
  }
}

async function endOne({ writer, sink }: ReportOutput, tail: ReportTail): Promise<void> {
  for (const text of writer.end(tail)) {
    if (sink.closed) break
    await sink.write(text)
  }
  await sink.end()
}
