import { constants } from 'node:fs'
import { access } from 'node:fs/promises'
import type { ScanOptions, TargetInput, Targets } from '../index.ts'
import { joinTargets, type TargetSource } from './joined-targets.ts'
import type { Library } from './library.ts'
import { UsageError } from './usage-error.ts'
import type { World } from './world.ts'

/**
 * The targets that the arguments mean. Only here does text open anything: `@file` and `-` are read line by line
 * while the scan goes on, `if:eth0` becomes the networks of that interface. Plain arguments are checked at once.
 */
export async function readTargets(
  args: readonly string[],
  options: ScanOptions,
  library: Library,
  world: World,
): Promise<Targets> {
  const sources = await Promise.all(args.map((arg) => targetSource(arg, library, world)))
  const plain = sources.flatMap(({ targets }) => (isList(targets) ? targets : []))
  // What stands beside a file goes through an iterable, where the library would only skip it.
  library.checkTargets(plain, options)
  return sources.every(({ targets }) => isList(targets)) ? plain : joinTargets(sources)
}

async function targetSource(arg: string, library: Library, { stdin }: World): Promise<TargetSource> {
  if (arg === '-') return { targets: library.targetsFromStream(stdin), release: () => stdin.destroy() }
  if (arg.startsWith('@')) return { targets: library.targetsFromFile(await readable(arg.slice(1))) }
  return { targets: arg.startsWith('if:') ? library.localInterface(arg.slice(3)) : [arg] }
}

function isList(targets: TargetSource['targets']): targets is readonly TargetInput[] {
  return Array.isArray(targets)
}

/** Each text as it is, the lines of a file for `@file`. */
export async function readRanges(texts: readonly string[], library: Library): Promise<string[]> {
  const ranges: string[] = []
  for (const text of texts) {
    if (!text.startsWith('@')) ranges.push(text)
    else for await (const line of library.targetsFromFile(await readable(text.slice(1)))) ranges.push(line)
  }
  return ranges
}

async function readable(path: string): Promise<string> {
  try {
    await access(path, constants.R_OK)
    return path
  } catch (error) {
    const code = String(Reflect.get(error as object, 'code'))
    throw new UsageError(`@${path}: expected a file of targets, one a line, such as @hosts.txt (${code})`, {
      cause: error,
    })
  }
}
