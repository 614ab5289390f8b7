import type { DomEvent } from './dom.ts'
import { problemView } from './problem-view.ts'
import type { ScreenContext } from './screen.ts'
import { el, type Branch, type Tree } from './tree.ts'

const TIMINGS = ['paranoid', 'sneaky', 'polite', 'normal', 'aggressive', 'insane']

/** What is asked for; what is not given is the service's choice. */
interface Wish {
  hosts: string
  ports: string
  services: boolean
  timing: string
}

/** Where a scan is started. */
export function createScanForm(context: ScreenContext, hosts = ''): { view(): Branch } {
  const wish: Wish = { hosts, ports: '', services: true, timing: 'normal' }
  let problem: unknown
  let busy = false
  return { view }

  function view(): Branch {
    return el(
      'form',
      {
        class: 'card scan-form',
        on: { submit: (event) => void start(event) },
        'aria-labelledby': 'start-title',
      },
      el('h2', { id: 'start-title' }, 'Start a scan'),
      problem !== undefined && problemView(problem),
      hostsField(wish, hosts, problem !== undefined),
      el('div', { class: 'fields' }, portsField(wish), timingField(wish), servicesField(wish)),
      el(
        'button',
        { type: 'submit', class: 'main', 'aria-disabled': String(busy) },
        busy ? 'Starting …' : 'Start scan',
      ),
    )
  }

  async function start(event: DomEvent): Promise<void> {
    event.preventDefault()
    if (busy) return
    problem = undefined
    busy = true
    context.show()
    try {
      const answer = await context.api.post('/scan', bodyOf(wish), context.signal)
      context.say('The scan has started.')
      context.go({ name: 'scan', scanId: (answer as { scan_id: string }).scan_id })
    } catch (error) {
      if (context.signal.aborted) return
      problem = error
    } finally {
      busy = false
      context.show()
      if (problem !== undefined) context.focus('problem')
    }
  }
}

function bodyOf({ hosts, ports, services, timing }: Wish): unknown {
  const list = hosts.split(/[\s,;]+/).filter((host) => host !== '')
  return { hosts: list, ...(ports.trim() === '' ? {} : { ports: ports.trim() }), services, timing }
}

function hostsField(wish: Wish, first: string, wrong: boolean): Tree {
  return labelled(
    'Hosts',
    'Names, addresses or ranges, as in 192.0.2.7 or 192.0.2.0/28; several on lines of their own.',
    'hosts',
    el(
      'textarea',
      {
        id: 'hosts',
        name: 'hosts',
        rows: 2,
        required: true,
        spellcheck: 'false',
        autocapitalize: 'none',
        'aria-describedby': wrong ? 'problem hosts-hint' : 'hosts-hint',
        on: { input: ({ target }) => (wish.hosts = target?.value ?? '') },
      },
      first,
    ),
  )
}

function portsField(wish: Wish): Tree {
  return labelled(
    'Ports',
    'As in 22,80,443 or 1-1024 or top-100. Empty: the service’s choice.',
    'ports',
    el('input', {
      id: 'ports',
      name: 'ports',
      autocomplete: 'off',
      spellcheck: 'false',
      placeholder: 'top-1000',
      'aria-describedby': 'ports-hint',
      on: { input: ({ target }) => (wish.ports = target?.value ?? '') },
    }),
  )
}

function timingField(wish: Wish): Tree {
  return labelled(
    'Timing',
    'Slow and gentle, or fast.',
    'timing',
    el(
      'select',
      {
        id: 'timing',
        name: 'timing',
        'aria-describedby': 'timing-hint',
        on: { change: ({ target }) => (wish.timing = target?.value ?? 'normal') },
      },
      TIMINGS.map((name) => el('option', { value: name, selected: name === 'normal' }, name)),
    ),
  )
}

function servicesField(wish: Wish): Tree {
  const box = el('input', {
    type: 'checkbox',
    id: 'services',
    checked: true,
    on: { change: ({ target }) => (wish.services = target?.checked ?? true) },
  })
  return el(
    'p',
    { class: 'check' },
    el('label', { for: 'services' }, box, ' Name the services behind open ports'),
  )
}

function labelled(label: string, hint: string, id: string, field: Branch): Branch {
  return el(
    'p',
    { class: 'field' },
    el('label', { for: id }, label),
    field,
    el('small', { id: `${id}-hint` }, hint),
  )
}
