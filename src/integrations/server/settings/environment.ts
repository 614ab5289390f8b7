import { readFileSync } from 'node:fs'
import { ScanError } from 'portscan-core'
import { variables, type Variable, type VariableName, type VariableValue } from './variables.ts'

export type Environment = Readonly<Record<string, string | undefined>>

/** What the environment says of one variable, or its standard. Errors never repeat what a secret says. */
export function readVariable<Name extends VariableName>(
  environment: Environment,
  name: Name,
): VariableValue<Name> | undefined {
  const variable: Variable = variables[name]
  const text = variable.secret === true ? secretOf(environment, name) : plainOf(environment, name)
  const value = text ?? variable.standard
  if (value === undefined) return undefined
  return readAs(variable.secret === true ? name : `${name}=${value}`, () =>
    variable.read(value),
  ) as VariableValue<Name>
}

/** Gives what `read` gives; what it throws becomes an `ERR_OPTION` that says of which setting it speaks. */
export function readAs<Value>(setting: string, read: () => Value): Value {
  try {
    return read()
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause)
    throw new ScanError('ERR_OPTION', `${setting}: ${why}`, { cause })
  }
}

/** Variables that look like ours and are not: most likely typed wrong. */
export function unknownVariables(environment: Environment): string[] {
  // Kubernetes and Docker put in such names for a service that is called portscan; the matchers have one too.
  const others = /^PORTSCAN_(SERVICE_|PORT(_|$)|UPDATE$|.*_PORT_\d+_)/
  return Object.keys(environment).filter(
    (name) =>
      name.startsWith('PORTSCAN_') &&
      !others.test(name) &&
      !Object.hasOwn(variables, name.replace(/_FILE$/, '')),
  )
}

function plainOf(environment: Environment, name: string): string | undefined {
  const text = environment[name]?.trim()
  return text === '' ? undefined : text
}

function secretOf(environment: Environment, name: string): string | undefined {
  const [text, file] = [plainOf(environment, name), plainOf(environment, `${name}_FILE`)]
  if (file === undefined) return text
  if (text !== undefined) {
    throw new ScanError('ERR_OPTION', `${name} and ${name}_FILE are both there: expected one of them`)
  }
  const read = readAs(`${name}_FILE=${file}`, () => readFileSync(file, 'utf8').trim())
  if (read === '')
    throw new ScanError('ERR_OPTION', `${name}_FILE=${file}: expected a secret, the file is empty`)
  return read
}
