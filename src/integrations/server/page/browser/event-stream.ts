/** One message of a stream of server-sent events. */
export interface StreamEvent {
  readonly id: string
  readonly type: string
  readonly data: string
}

/** More than this in one message is nothing that the service sends. */
const MOST = 1_000_000

/**
 * The messages of a `text/event-stream` (WHATWG HTML, 9.2.6). Browsers read such streams too, but send no key.
 *
 * @throws when one message has more than a million characters
 */
export async function* eventsOf(pieces: AsyncIterable<string>): AsyncGenerator<StreamEvent, void> {
  let rest = ''
  let id = ''
  let type = ''
  let data: string[] = []
  let held = 0
  for await (const piece of pieces) {
    const lines = (rest + piece).split(/\r\n|\n|\r(?!$)/)
    rest = lines.pop() ?? ''
    for (const line of lines) {
      if (line === '') {
        if (data.length > 0) yield { id, type: type || 'message', data: data.join('\n') }
        ;[type, data, held] = ['', [], 0]
        continue
      }
      held += line.length
      const [, name, value = ''] = /^([^:]*)(?:: ?(.*))?$/s.exec(line) ?? []
      if (name === 'data') data.push(value)
      else if (name === 'event') type = value
      else if (name === 'id' && !value.includes('\0')) id = value
    }
    if (held + rest.length > MOST) throw new Error('a message of the service is too long')
  }
}
