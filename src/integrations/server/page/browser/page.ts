import { createApi, Problem } from './api.ts'
import type { Browser } from './dom.ts'
import { hostScreen } from './host-screen.ts'
import { hostsScreen } from './hosts-screen.ts'
import { createKeyForm } from './key-form.ts'
import { createKeyStore } from './key-store.ts'
import { frame } from './page-frame.ts'
import { createPatcher } from './patch.ts'
import { problemView } from './problem-view.ts'
import { linkTo, routeOf, type Route } from './route.ts'
import { scanScreen } from './scan-screen.ts'
import { scansScreen } from './scans-screen.ts'
import type { Screen, ScreenContext } from './screen.ts'

/** Runs the page: shows the screen that the address asks for, and goes along when that changes. */
export function runPage(browser: Browser): void {
  const { document, location } = browser
  const root = document.getElementById('page')
  const spoken = document.getElementById('spoken')
  if (root === null || spoken === null) return
  const { patch } = createPatcher(document)
  const keys = createKeyStore(browser.storage)
  const api = createApi(browser.fetch, keys)
  const keyForm = createKeyForm({ keys, changed: () => move() })
  let leave = new AbortController()
  let route = routeOf(location.hash)
  let screen: Screen | undefined
  let problem: unknown
  browser.onMove(() => {
    move()
    // Who hears the page, or goes by keyboard, is where the new screen begins.
    focus('title')
  })
  move()

  function move(): void {
    leave.abort()
    leave = new AbortController()
    route = routeOf(location.hash)
    problem = undefined
    screen = screenOf(route, contextOf(leave.signal))
    document.title = `${screen.title} · portscan`
    show()
    void screen.load().catch(contextOf(leave.signal).trouble)
  }

  function contextOf(signal: AbortSignal): ScreenContext {
    return {
      api,
      signal,
      show: () => !signal.aborted && show(),
      say: (text) => (spoken!.textContent = text),
      go: (to) => (location.hash = linkTo(to)),
      trouble(error) {
        if (signal.aborted) return
        problem = error
        show()
        if (error instanceof Problem && error.status === 401) openKey()
      },
      focus,
      save: browser.save,
      now: browser.now,
    }
  }

  function openKey(): void {
    keyForm.open()
    show()
    focus('key')
  }

  function focus(id: string): void {
    document.getElementById(id)?.focus()
  }

  function show(): void {
    if (screen === undefined) return
    const content = problem === undefined ? screen.view() : [problemView(problem), ...screen.view()]
    patch(
      root!,
      frame({
        title: screen.title,
        route,
        content,
        keyForm: keyForm.view(),
        hasKey: keys.get() !== undefined,
        focus,
        onKey: openKey,
      }),
    )
  }
}

function screenOf(route: Route, context: ScreenContext): Screen {
  switch (route.name) {
    case 'host':
      return hostScreen(context, route.host)
    case 'scan':
      return scanScreen(context, route.scanId)
    case 'scans':
      return scansScreen(context)
    case 'hosts':
      return hostsScreen(context)
  }
}
