import type { Clock } from '../../src/model/clock.ts'
import type { Connection, Connector, DialFailure, DialOptions } from '../../src/net/connection.ts'
import type { Resolver } from '../../src/resolve/resolver.ts'
import { answeredTwice, INJECTED, silence, type Call, type FaultPlan } from './fault-plan.ts'

/** How long a timer that hangs takes in the end: a machine that slept. Milliseconds. */
const SLEEP = 60_000

/** How such a call fails when it fails as the world does; all of these are worth another try. */
const NO_BUFFERS: DialFailure = { code: 'ENOBUFS', syscall: 'connect', local: true }

/** Does the call, or what the plan has for it; `afterwards` is how it is done when nobody listens any more. */
function suffer<T>(
  plan: FaultPlan,
  call: Call,
  failure: unknown,
  act: () => Promise<T>,
  afterwards: () => Promise<T> = act,
): Promise<T> {
  switch (plan.strike(call)) {
    case 'fails':
      return Promise.reject(failure)
    case 'breaks':
      return Promise.reject(INJECTED)
    case 'hangs':
      return silence()
    case 'twice':
      return answeredTwice(act())
    case 'late':
      return plan.hold(afterwards)
    default:
      return act()
  }
}

export function faultyConnector(connector: Connector, plan: FaultPlan): Connector {
  return (endpoint, options) => {
    const dial = async (heard: DialOptions): Promise<Connection> =>
      faultyConnection(await connector(endpoint, heard), plan)
    // Who answers late has not heard of the cancel either.
    return suffer(
      plan,
      'connect',
      NO_BUFFERS,
      () => dial(options),
      () => dial({ timeout: 1_000 }),
    )
  }
}

function faultyConnection(connection: Connection, plan: FaultPlan): Connection {
  return {
    endpoint: connection.endpoint,
    rtt: connection.rtt,
    write(bytes) {
      const fault = plan.strike('write')
      if (fault === 'late') void plan.hold(() => connection.write(bytes))
      else if (fault === 'fails' || fault === 'breaks') connection.close()
      else if (fault !== 'hangs') connection.write(bytes)
      if (fault === 'twice') connection.write(bytes)
    },
    read: (options) => suffer(plan, 'read', INJECTED, () => connection.read(options)),
    close: () => connection.close(),
  }
}

export function faultyResolver(resolver: Resolver, plan: FaultPlan): Resolver {
  return {
    resolve: (name, options) => suffer(plan, 'lookup', INJECTED, () => resolver.resolve(name, options)),
    reverse: (address, options) =>
      suffer(plan, 'reverse', INJECTED, () => resolver.reverse(address, options)),
  }
}

/** A clock that loses nothing but may sleep, fire twice, or fire what was called off. */
export function faultyClock(clock: Clock, plan: FaultPlan): Clock {
  const set = (call: Call, run: () => void, start: (run: () => void) => () => void): (() => void) => {
    const fault = plan.strike(call)
    if (fault === 'late') {
      void plan.hold(run)
      return () => {}
    }
    if (fault === 'hangs') return clock.after(SLEEP, run)
    if (fault !== 'twice') return start(run)
    const callOffs = [start(run), start(run)]
    return () => callOffs.forEach((callOff) => callOff())
  }
  return {
    now: () => clock.now(),
    wallTime: () => clock.wallTime(),
    after: (delay, run) => set('timer', run, (go) => clock.after(delay, go)),
    turn: (run) => set('turn', run, (go) => clock.turn(go)),
  }
}

/** Targets one by one, from a source whose `next()` may go wrong. */
export function faultyTargets(targets: readonly string[], plan: FaultPlan): AsyncIterable<string> {
  return {
    [Symbol.asyncIterator]() {
      const left = targets.values()
      return { next: () => suffer(plan, 'next', INJECTED, () => Promise.resolve(left.next())) }
    },
  }
}
