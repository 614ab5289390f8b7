import { createScope } from '../scope/scope.ts'
import { readHosts } from '../scope/read-hosts.ts'
import { HttpProblem } from './problem.ts'

// To ask what is known of a host is no scan: whatever was scanned once may be looked up.
const everything = createScope({ allow: [], deny: [], own: [], allowOwn: true })
const anyHost = { ...everything, refusal: () => undefined, nameRefusal: () => undefined }

/** One host of a path, written as the store has it. */
export async function oneHost(text: string): Promise<string> {
  const { hosts, bad } = await readHosts([text], anyHost, 1)
  const [host] = hosts
  if (host !== undefined && bad.length === 0) return host
  throw new HttpProblem(400, 'invalid_host', bad[0]?.message ?? 'expected a name or an address')
}
