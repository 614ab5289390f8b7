import { speakerOf, type AskTools, type Finding } from './ask.ts'
import type { Line } from './line.ts'
import { sayFirstDatagram } from './name-by-datagrams.ts'
import type { DetailStep, ServiceProbe } from './service-probe.ts'

/** Datagrams that are sent for details, whatever a probe asks for. */
const MOST_STEPS = 3

/**
 * Asks a UDP service that is known for its details, over a socket for each step, or over the last one where the step
 * wants that (`fresh: false`). What fails leaves the finding as it is.
 */
export async function askDatagrams(line: Line, found: Finding, tools: AskTools): Promise<Finding> {
  const probe = tools.probes.find(({ name }) => name === speakerOf(found.match))
  let finding = found
  try {
    // Its own first words say more than the answer to a foreign question.
    if (probe !== undefined && found.context.probe !== probe.name) {
      const own = await sayFirstDatagram(line, probe, tools)
      if (own !== undefined && speakerOf(own.match) === probe.name) finding = own
    }
    for (let step = 0; step < MOST_STEPS; step++) {
      const { match, answer } = finding
      const context = { ...line.record.hello(false), ...(answer && { answer }) }
      const next = probe?.datagramDetail?.(match, step, context)
      if (next === undefined) break
      finding = await take(line, finding, probe!, next)
    }
  } catch (error) {
    // The peer cannot make anything throw here: it is a bug in one of the probe's own functions.
    tools.failed(probe!, error)
  } finally {
    line.hangUp()
  }
  return finding
}

async function take(
  line: Line,
  known: Finding,
  { name, anyPort }: ServiceProbe,
  step: DetailStep,
): Promise<Finding> {
  const goesOn = step.fresh === false && line.connected
  if (!goesOn && (await line.dial(anyPort)) !== undefined) return known
  const answer = await line.say(name, step.send, step.enough, line.record.silence)
  if (answer === undefined || answer.bytes.length === 0) return known
  const match = step.merge(known.match, answer.bytes, line.record.context(name, step.send))
  return { match, context: known.context, answer: answer.bytes }
}
