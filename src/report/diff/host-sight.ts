import type { HostView } from './host-view.ts'

/**
 * Whether a host is there, as one report sees it. `up`: it answered, on a port or to who looked for it. `down`: it was
 * looked for, and nothing was there. `silent`: every port was asked and nothing came; whether it is there nobody knows.
 * `unclear`: nothing came, but not every port has a verdict.
 */
export type HostSight = 'up' | 'down' | 'silent' | 'unclear'

/** `view`: none where the report does not list the host. */
export function sightOf(view: HostView | undefined, down: boolean): HostSight {
  if (view?.answered === true) return 'up'
  if (view === undefined || down) return down ? 'down' : 'unclear'
  if (view.found) return 'up'
  return view.complete ? 'silent' : 'unclear'
}
