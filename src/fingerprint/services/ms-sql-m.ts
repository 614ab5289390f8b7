import { viewOf } from '../echo.ts'
import { cleanValue, known as present, latin1 } from '../field.ts'
import { cpe } from '../products/cpe.ts'
import type { Matcher, ServiceProbe } from '../service-probe.ts'

/** `details` of a service named `ms-sql-m`. */
export interface MsSqlMonitorDetails {
  /** Name of the instance that it tells of. */
  readonly instance?: string
  readonly clustered?: boolean
  /** TCP port of that instance. */
  readonly tcp?: number
}

const RESPONSE = 0x05

// One instance by its name: the list of all is how this service is made to flood others.
function ask(instance: string): () => Uint8Array {
  const words = Buffer.from(`\x04${instance}\0`, 'latin1')
  return () => words
}

const instance: Matcher = (answer, { transport, sent }) => {
  if (transport !== 'udp' || answer[0] !== RESPONSE || answer.length < 16) return undefined
  if (viewOf(answer).getUint16(1, true) !== answer.length - 3) return undefined
  const fields = parseFields(latin1(answer, 3, 1_024))
  const name = fields.get('InstanceName')
  if (!fields.has('ServerName') || name === undefined) return undefined
  // What was asked for is what is told of.
  const asked = sent && latin1(sent, 1, 70).split('\0', 1)[0]
  if (sent !== undefined && asked?.toLowerCase() !== name.toLowerCase()) return undefined
  const version = cleanValue(/^\d{1,3}(?:\.\d{1,6}){1,3}$/.exec(fields.get('Version') ?? '')?.[0])
  const tcp = Number(fields.get('tcp') ?? NaN)
  return {
    name: 'ms-sql-m',
    product: 'Microsoft SQL Server',
    vendor: 'Microsoft',
    ...present({ version, hostname: cleanValue(fields.get('ServerName')) }),
    cpe: [cpe({ part: 'a', vendor: 'microsoft', product: 'sql_server', version })],
    details: {
      ...present({ instance: cleanValue(name) }),
      ...(fields.has('IsClustered') && { clustered: fields.get('IsClustered') === 'Yes' }),
      ...(tcp > 0 && tcp < 65_536 && { tcp }),
    } satisfies MsSqlMonitorDetails,
    confidence: 'verified',
    evidence: 'SVR_RESP of the instance that was asked for, its length fits',
  }
}

/** `Name;value;Name;value;;` */
function parseFields(text: string): ReadonlyMap<string, string> {
  const words = text.split(';', 40)
  const fields = new Map<string, string>()
  for (let at = 0; at + 1 < words.length && words[at] !== ''; at += 2) fields.set(words[at]!, words[at + 1]!)
  return fields
}

/**
 * SQL Server Browser (MC-SQLR, section 2.2).
 *
 * Asks: CLNT_UCAST_INST for `MSSQLSERVER`, then for `SQLEXPRESS`.
 * Known by: a SVR_RESP whose length fits.
 * Version: that of the instance.
 */
export const msSqlM: ServiceProbe = {
  name: 'ms-sql-m',
  ports: [],
  udpPorts: [1434],
  datagrams: [ask('MSSQLSERVER'), ask('SQLEXPRESS')],
  rarity: 8,
  matchers: [instance],
}
