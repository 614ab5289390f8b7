import type { AskTools, Finding } from './ask.ts'
import type { Line } from './line.ts'
import { usualAnywhere } from './payloads.ts'
import { bestMatch } from './recognize.ts'
import type { ServiceProbe } from './service-probe.ts'

/**
 * Asks a UDP port that answered something nobody knows for what each usual service would answer, one datagram and one
 * socket each, until one is known. `asked` are the services whose words it has heard.
 */
export async function nameByDatagrams(
  line: Line,
  asked: ReadonlySet<string>,
  tools: AskTools,
): Promise<Finding | undefined> {
  for (const probe of usualAnywhere(tools.probes)) {
    if (asked.has(probe.name)) continue
    const finding = await sayFirstDatagram(line, probe, tools).catch((error: unknown) => {
      // The peer cannot make anything throw here: it is a bug in one of the probe's own functions.
      tools.failed(probe, error)
      return undefined
    })
    if (finding !== undefined) return finding
  }
  return undefined
}

/** The first words of a service over UDP, and what the answer to them is. */
export async function sayFirstDatagram(
  line: Line,
  probe: ServiceProbe,
  { probes, failed }: AskTools,
): Promise<Finding | undefined> {
  const sent = probe.datagrams?.[0]?.(line.record.hello(false))
  if (sent === undefined || (await line.dial(probe.anyPort)) !== undefined) return undefined
  const answer = await line.say(probe.name, sent, undefined, line.record.silence)
  line.hangUp()
  if (answer === undefined || answer.bytes.length === 0) return undefined
  const context = line.record.context(probe.name, sent)
  const match = bestMatch(answer.bytes, context, probes, failed)
  return match && { match, context, answer: answer.bytes }
}
