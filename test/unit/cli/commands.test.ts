import { expect, test } from 'vitest'
import { commands, type CommandName, type CommandShape } from '../../../src/cli/commands.ts'
import { parseCommand } from '../../../src/cli/parse-command.ts'

const all = Object.entries(commands) as [CommandName, CommandShape][]

/** What is typed after `portscan`. */
function words({ typed, example }: CommandShape): string[] {
  return `${typed} ${example}`.split(' ').slice(1)
}

test.each(all)('the example of %s can be typed as it is', (name, shape) => {
  expect(parseCommand(words(shape))).toMatchObject({ kind: name, flags: {} })
  expect(shape.examples).toContain('Exit status:')
})

test.each(all.filter(([, { takes }]) => takes.length > 0))(
  'what %s needs is asked for by its name',
  (_name, shape) => {
    const [[, description]] = shape.takes as [CommandShape['takes'][number]]
    expect(() => parseCommand(words({ ...shape, example: '' }).filter(Boolean))).toThrow(
      `given; expected ${description}, as in: ${shape.typed} ${shape.example}`,
    )
  },
)

test.each(all)('the help of %s has its name and all that it takes', (_name, shape) => {
  const help = parseCommand([...words({ ...shape, example: '' }).filter(Boolean), '--help'])
  const text = help.kind === 'help' ? help.text : ''
  expect(text).toContain(
    `Usage: ${[shape.typed, '[options]', ...shape.takes.map(([name]) => name)].join(' ')}\n`,
  )
})
