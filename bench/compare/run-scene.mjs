import { measure } from './measure.mjs'
import { judgedRun } from './summary.mjs'

/** A run that takes longer is not repeated: what it shows is plain. */
const LONG = 60

/**
 * All runs of a scene, by contender: in turns, so that what disturbs one disturbs the others too. Who is not there has a
 * `failure` instead.
 */
export async function runScene(scene, { lab, kit, contenders, tell }) {
  const network = await scene.up(lab)
  const truth = scene.truth()
  const runs = Object.fromEntries(Object.keys(contenders).map((name) => [name, []]))
  for (let round = 0; round < scene.rounds; round++) {
    for (const [name, contender] of Object.entries(contenders)) {
      if (isDone(runs[name])) continue
      runs[name].push(await oneRun(contender))
      tell(name, runs[name].at(-1))
    }
  }
  return runs

  async function oneRun(contender) {
    if (contender.needs !== undefined && !kit.has.includes(contender.needs))
      return { failure: 'not installed' }
    const limit = contender.limit ?? scene.limit
    return judgedRun(contender, await measure(network, contender, limit), truth)
  }
}

function isDone(runs) {
  const last = runs.at(-1)
  return last !== undefined && (last.failure !== undefined || last.seconds > LONG)
}
