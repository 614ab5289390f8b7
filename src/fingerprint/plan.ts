import { isTold, isWorthwhile, likelihood } from './likelihood.ts'
import { isTlsPort, isUntouchable, usualProbes } from './priors.ts'
import type { PlanState, Question } from './plan-state.ts'
import type { ServiceProbe } from './service-probe.ts'

const LISTEN: Question = { probe: undefined, tls: false }
const LISTEN_ON: Question = { ...LISTEN, late: true }

/** Questions of the opening that go together, at most. */
export const WAVE = 4

/**
 * What goes first, side by side, and is waited for before anything else: the port's usual services; what it was on the
 * last hosts; an HTTP request and a ClientHello, whose answers say most of all. A peer that has closed on all that it heard
 * is listened to beside them: who closes before it has heard a word will answer nothing. Nothing means that all of them
 * have been asked. Pure, like all of the plan: the same state gives the same questions.
 */
export function openingWave(state: PlanState): readonly Question[] {
  if (isUntouchable(state.port)) return unspoken(state)
  if (state.onlyTls === true && !state.insideTls) return fresh(state, [tlsQuestion(state)])
  for (const wave of [usual(state), lately(state)]) {
    const questions = fresh(state, wave)
    if (questions.length > 0) return questions.slice(0, WAVE)
  }
  const questions = fresh(state, general(state))
  return questions.length === 0 ? [] : [...fresh(state, patience(state)), ...questions]
}

/**
 * What comes after the opening, likeliest first: by how usual a service is, by how its servers react to those two, and
 * by its neighbours. Beside them a peer that says nothing is listened to: it may greet late, and hold words before that
 * against who says them.
 */
export function furtherQuestions(state: PlanState): readonly Question[] {
  return isExhausted(state) ? [] : fresh(state, rest(state))
}

/**
 * What was answered with silence and not yet asked again, likeliest first: some servers serve one connection at a time,
 * and had another one in hand. Who is listened to takes the rest of the time, so that comes last.
 */
export function questionsToRepeat(state: PlanState): readonly Question[] {
  if (isExhausted(state)) return []
  const { asked, insideTls } = state
  const here = asked.filter(({ tls }) => tls === insideTls)
  const repeated = new Set(here.filter(({ again }) => again === true).map(({ name }) => name))
  const silent = new Set(here.filter(({ reaction }) => reaction === 'silence').map(({ name }) => name))
  const first = general(state)
  const others = rest(state).filter(
    ({ probe, late }) => late !== true && !first.some((question) => question.probe === probe),
  )
  // The request has waited longest already.
  const last = [...first.slice(0, 1), ...(silentOnAll(state) ? [LISTEN_ON] : [])]
  return [...first.slice(1), ...others, ...last].filter((question) => {
    const name = askedName(question, insideTls)
    return silent.has(name) && !repeated.has(name)
  })
}

/** Where nothing more than the opening is to be said. */
function isExhausted({ port, onlyTls, insideTls }: PlanState): boolean {
  return isUntouchable(port) || (onlyTls === true && !insideTls)
}

/** The name under which a question is remembered. */
export function askedName({ probe, tls }: Question, insideTls: boolean): string {
  if (tls && !insideTls) return 'tls'
  return probe === undefined || probe.serverFirst === true ? 'listen' : probe.name
}

/** The question that begins TLS: its first words inside are those of the service that is usual there. */
function tlsQuestion({ probes, port }: PlanState): Question {
  return { probe: usualProbes(probes, port, true)[0] ?? byName(probes, 'http'), tls: true }
}

function usual(state: PlanState): Question[] {
  const { probes, port, insideTls, tls } = state
  if (!insideTls && tls && isTlsPort(probes, port)) return [tlsQuestion(state)]
  return usualProbes(probes, port, insideTls).map((probe) => ({ probe, tls: insideTls }))
}

/** Where nothing may be sent unasked: the probes that were asked for by name, else silence, and that once. */
function unspoken(state: PlanState): readonly Question[] {
  const { probes, port, asked } = state
  const named = usualProbes(probes, port).filter(({ optIn }) => optIn === true)
  if (named.length > 0)
    return fresh(
      state,
      named.map((probe) => ({ probe, tls: false })),
    )
  return asked.length === 0 ? [LISTEN] : []
}

function lately({ probes, insideTls, lately: names = [], intensity }: PlanState): Question[] {
  if (intensity < 1) return []
  const known = names.map((name) => byName(probes, name))
  return known
    .filter((probe) => probe !== undefined && speaksFirst(probe))
    .map((probe) => ({ probe, tls: insideTls }))
}

function general(state: PlanState): Question[] {
  if (state.intensity < 1) return []
  const http = byName(state.probes, 'http')
  return [
    ...(http === undefined ? [] : [{ probe: http, tls: state.insideTls }]),
    ...(state.tls && !state.insideTls && byName(state.probes, 'tls') !== undefined
      ? [tlsQuestion(state)]
      : []),
  ]
}

// A server that greets first has done so by now, whatever was sent to it.
function rest(state: PlanState): Question[] {
  const candidates = state.probes.filter((probe) => speaksFirst(probe) && isWorthwhile(probe, state))
  const questions = candidates
    .map((probe) => ({ probe, score: likelihood(probe, state) }))
    .sort((a, b) => b.score - a.score)
    .map(({ probe }) => ({ probe, tls: state.insideTls, told: isTold(probe, state) }))
  return questions.length > 0 ? [...patience(state), ...questions] : questions
}

function patience(state: PlanState): Question[] {
  if (state.intensity >= 1 && closedOnAll(state)) return [LISTEN]
  return silentOnAll(state) ? [LISTEN_ON] : []
}

function speaksFirst({ hello, serverFirst, optIn }: ServiceProbe): boolean {
  return hello !== undefined && serverFirst !== true && optIn !== true
}

function closedOnAll({ asked, insideTls }: PlanState): boolean {
  return (
    !insideTls &&
    asked.length > 0 &&
    asked.every(({ reaction }) => reaction === 'close' || reaction === 'reset')
  )
}

/** Not before the likeliest have been asked. */
function silentOnAll({ asked, insideTls, intensity }: PlanState): boolean {
  const heard = asked.filter(({ reaction }) => reaction !== undefined)
  return (
    !insideTls &&
    intensity >= 1 &&
    heard.length >= WAVE &&
    heard.every(({ reaction }) => reaction === 'silence')
  )
}

function fresh({ asked, insideTls }: PlanState, questions: readonly Question[]): Question[] {
  const known = new Set(
    asked
      .filter(({ hasty, reaction }) => !(hasty === true && reaction === 'silence'))
      .map((one) => key(one.name, one.tls)),
  )
  return questions.filter((question) => {
    const mark = key(askedName(question, insideTls), insideTls)
    if (known.has(mark)) return false
    known.add(mark)
    return true
  })
}

function key(name: string, insideTls: boolean): string {
  return insideTls ? `${name} in tls` : name
}

function byName(probes: readonly ServiceProbe[], name: string): ServiceProbe | undefined {
  return probes.find((probe) => probe.name === name)
}
