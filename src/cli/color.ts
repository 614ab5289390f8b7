import type { Output, World } from './world.ts'

export const colorChoices = ['auto', 'always', 'never'] as const
export type ColorChoice = (typeof colorChoices)[number]

/**
 * Whether to colour what is written to `output`: `--color` first, then NO_COLOR (https://no-color.org: set and not
 * empty) and FORCE_COLOR (set, and not `0` or `false`), then whether it is a terminal that can.
 */
export function wantsColor(choice: ColorChoice, { env }: Pick<World, 'env'>, output: Output): boolean {
  if (choice !== 'auto') return choice === 'always'
  const { NO_COLOR: none, FORCE_COLOR: force, TERM: term } = env
  if (none !== undefined && none !== '') return false
  if (force !== undefined) return force !== '0' && force !== 'false'
  return output.isTTY === true && term !== 'dumb'
}
