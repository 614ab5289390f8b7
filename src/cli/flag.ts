import { Option } from 'commander'

type ReadValue = (text: string, before?: never) => unknown

/** One option: how it is typed, what it does, how its value is read. */
export function flag(flags: string, description: string, read?: ReadValue): Option {
  const option = new Option(flags, description)
  return read === undefined ? option : option.argParser(read as (text: string, before: unknown) => unknown)
}

/** Options that stand together in the help. */
export function flagGroup(heading: string, options: readonly Option[]): Option[] {
  return options.map((option) => option.helpGroup(heading))
}
