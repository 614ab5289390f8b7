import { casesOf, type ContractCase } from './contract-case.ts'
import { dialling, diallingSilence } from './connector-dialling.ts'
import { reading } from './connector-reading.ts'
import type { ConnectorUnderTest } from './connector-world.ts'
import { writingAndClosing } from './connector-writing.ts'

/** What the world of a connector under test has. */
export interface ConnectorContractOptions {
  /** False where no endpoint can be had that never answers: the cases that need one are left out. Default true. */
  readonly silence?: boolean
}

/**
 * What every `Connector` must do, ours or a stranger's. Each case has a world of its own, and nothing may be open in it
 * afterwards.
 *
 * @example
 * for (const { name, run } of connectorContract(makeWorld)) test(name, run)
 */
export function connectorContract(
  make: () => Promise<ConnectorUnderTest> | ConnectorUnderTest,
  { silence = true }: ConnectorContractOptions = {},
): ContractCase[] {
  const uses = { ...dialling, ...(silence && diallingSilence), ...reading, ...writingAndClosing }
  const quiet = Object.entries(uses).map(([name, use]) => [
    name,
    async (under: ConnectorUnderTest) => {
      await use(under)
      await under.quiet()
    },
  ])
  return casesOf<ConnectorUnderTest>(
    Object.fromEntries(quiet) as Record<string, (under: ConnectorUnderTest) => Promise<void>>,
    make,
    (under) => under.close(),
  )
}
