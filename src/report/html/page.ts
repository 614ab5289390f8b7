import { changesSection } from './changes-section.ts'
import { contentPolicy } from './content-policy.ts'
import { filters } from './filters.ts'
import { gridSection } from './grid.ts'
import { hostSection } from './host-section.ts'
import { markup, type Markup } from './markup.ts'
import { notesSection } from './notes-section.ts'
import { overview, usualPorts, type PageFacts } from './overview.ts'
import { pageScript } from './page-script.ts'
import { pageStyle } from './page-style.ts'
import type { PageView } from './page-view.ts'
import { servicesSection } from './services-section.ts'
import { amount } from '../text-layout.ts'
import { toldTime } from '../told-time.ts'

/** So many ports have a row; a browser is slow with more. */
const MAX_PORTS = 100_000
/** So many rows have all that is known of their port. */
const MAX_FULL = 10_000
/** A page with more ports begins with its hosts folded. */
const MAX_OPEN = 500

/** The whole page, in pieces. */
export function* pagePieces(view: PageView, facts: PageFacts): Generator<string> {
  yield* pageHead(facts)
  yield overview(view, facts).text
  yield '<main>\n'
  yield textOf(changesSection(view))
  yield* gridSection(view)
  yield textOf(servicesSection(view))
  yield* hostsSection(view)
  yield textOf(notesSection(view))
  yield '</main>\n'
  yield footer(view).text
  yield* ['<script>', pageScript, '</script>\n</body>\n</html>\n']
}

function* pageHead({ title }: PageFacts): Generator<string> {
  yield markup`<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8"/>
<meta http-equiv="Content-Security-Policy" content="${contentPolicy()}"/>
<meta name="viewport" content="width=device-width, initial-scale=1"/>
<meta name="referrer" content="no-referrer"/>
<meta name="color-scheme" content="light dark"/>
<title>${title}</title>
<style>`.text
  // Of our own making, and the same on each page: the policy names its hash.
  yield pageStyle
  yield '</style>\n</head>\n<body>\n<a class="skip" href="#hosts">Skip to the hosts</a>\n'
}

function* hostsSection(view: PageView): Generator<string> {
  const { hosts } = view
  if (hosts.length === 0) {
    yield '<section id="hosts"><p class="none">Nothing was found.</p></section>\n'
    return
  }
  const ports = hosts.reduce((sum, host) => sum + host.ports.length, 0)
  yield markup`<section id="hosts" aria-labelledby="hosts-title">
<h2 id="hosts-title">Hosts</h2>
${filters(view)}${ports > MAX_FULL ? folding(ports) : undefined}<div id="list" class="${ports > MAX_OPEN ? 'many' : 'few'}">
`.text
  const usual = usualPorts(view.report)
  let shown = 0
  for (const host of hosts) {
    const room = Math.max(0, MAX_PORTS - shown)
    shown += host.ports.length
    yield* hostSection(host, { ports: room, full: shown <= MAX_FULL, open: ports <= MAX_OPEN, usual })
  }
  yield '</div>\n<p class="none" id="none" hidden="">Nothing is like that.</p>\n</section>\n'
}

function folding(ports: number): Markup {
  return markup`<p class="note">
    Of the first ${amount(Math.min(ports, MAX_FULL))} ports everything is told, of the others one line; JSON
    has all.
  </p> `
}

function footer({ report }: PageView): Markup {
  const { version, finished } = report
  const program = /^\d/.test(version) ? `portscan-core ${version}` : version
  return markup`<footer>
    <p>
      Made by ${program}${endText(finished)}. This page loads nothing from anywhere.
    </p>
  </footer> `
}

function endText(finished: string): string {
  const when = toldTime(finished)
  return when === undefined ? '' : `; the scan ended ${when}. Days of certificates are counted from then`
}

function textOf(markup: Markup | undefined): string {
  return markup?.text ?? ''
}
