import type { Service } from '../../model/service.ts'
import { changeBy, factDiff, NO_CHANGES, together, type Changes } from './changes.ts'
import { diffCertificate } from './diff-certificate.ts'
import { diffTls } from './diff-tls.ts'
import type { Comparison } from './same-software.ts'

/** What changed of the service on a port that is open in both reports. `sameName`: of the host. */
export function diffService(
  before: Service,
  after: Service,
  comparison: Comparison,
  sameName: boolean,
): Changes {
  const software = diffSoftware(before, after, comparison)
  const tls = diffTls(before, after)
  // Which certificate a server shows goes by the name that it was asked for.
  const certificate = sameName ? diffCertificate(before.tls?.certificate, after.tls?.certificate) : NO_CHANGES
  if (comparison.sameService(before.name, after.name)) {
    return together([software, tls, certificate, diffHostKey(before, after)])
  }
  return together([
    changeBy('service', factDiff('service', before.name, after.name)),
    software,
    tls,
    certificate,
  ])
}

/** Of another program another version is no change of its own. */
function diffSoftware(before: Service, after: Service, comparison: Comparison): Changes {
  const { sameProduct, sameVersion, absenceCounts } = comparison
  const differ = (a: string | undefined, b: string | undefined, same: Comparison['sameProduct']): boolean =>
    a === undefined || b === undefined ? absenceCounts && a !== b : !same(a, b)
  const version = differ(before.version, after.version, sameVersion)
    ? [factDiff('version', before.version, after.version)]
    : []
  if (!differ(before.product, after.product, sameProduct)) return changeBy('version', ...version)
  return changeBy('product', factDiff('product', before.product, after.product), ...version)
}

/** The host key of an SSH server. A key of another kind is the answer to another question, and no change. */
function diffHostKey(before: Service, after: Service): Changes {
  const [old, now] = [hostKey(before), hostKey(after)]
  if (old?.type !== now?.type || old?.fingerprint === now?.fingerprint) return NO_CHANGES
  return changeBy('host-key', factDiff('hostKey', old?.fingerprint, now?.fingerprint))
}

/** What is in a file may be anything. */
function hostKey({ name, details }: Service): { type: string; fingerprint: string } | undefined {
  if (name !== 'ssh' || !Object.hasOwn(details, 'hostKey')) return undefined
  const { type, fingerprint } = (details['hostKey'] ?? {}) as Readonly<Record<string, unknown>>
  return typeof type === 'string' && typeof fingerprint === 'string' ? { type, fingerprint } : undefined
}
