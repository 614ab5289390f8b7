import { createApi, type Api } from '../../src/integrations/server/page/browser/api.ts'
import type { ScreenContext } from '../../src/integrations/server/page/browser/screen.ts'
import type { Branch, Tree } from '../../src/integrations/server/page/browser/tree.ts'

/** What a screen did to the page round it. */
export interface WatchedContext extends ScreenContext {
  readonly asked: string[]
  readonly said: string[]
  readonly troubles: unknown[]
  readonly went: unknown[]
  readonly focused: string[]
  readonly saved: string[]
  /** Another screen is shown. */
  leave(): void
}

/** A page round one screen: `answers` are what the service says, by method and path, or by path alone. */
export function screenContext(answers: Readonly<Record<string, unknown>>): WatchedContext {
  const leaving = new AbortController()
  const asked: string[] = []
  const [said, troubles, went, focused, saved] = [[], [], [], [], []] as unknown as [
    string[],
    unknown[],
    unknown[],
    string[],
    string[],
  ]
  return {
    ...{ api: apiOf(answers, asked), signal: leaving.signal, asked, said, troubles, went, focused, saved },
    show: () => undefined,
    say: (text) => said.push(text),
    go: (route) => went.push(route),
    trouble: (error) => troubles.push(error),
    focus: (id) => focused.push(id),
    save: (name) => saved.push(name),
    now: () => Date.parse('2026-11-21T09:12:00Z'),
    leave: () => leaving.abort(),
  }
}

/** A service that knows these answers; a number is a status without a body. */
function apiOf(answers: Readonly<Record<string, unknown>>, asked: string[]): Api {
  const send = (path: unknown, { method = 'GET' }: { method?: string } = {}): Promise<Response> => {
    asked.push(`${method} ${String(path)}`)
    const [plain = ''] = String(path).split('?')
    const answer = answers[`${method} ${plain}`] ?? answers[plain] ?? 404
    if (typeof answer === 'number') return Promise.resolve(new Response('', { status: answer }))
    return Promise.resolve(new Response(typeof answer === 'string' ? answer : JSON.stringify(answer)))
  }
  return createApi(send, { get: () => undefined, set: () => undefined })
}

/** All texts of trees. */
export function textOf(trees: Tree | readonly Tree[]): string {
  if (typeof trees === 'string') return trees
  if ('tag' in trees) return trees.children.map(textOf).join('')
  return trees.map(textOf).join('\n')
}

/** The elements with this tag, or this value of `id` or `class`. */
export function find(trees: Tree | readonly Tree[], what: string): Branch[] {
  if (typeof trees === 'string') return []
  if (!('tag' in trees)) return trees.flatMap((tree) => find(tree, what))
  const { tag, attributes, children } = trees
  const { id, class: look } = attributes
  const names = [tag, id, ...(typeof look === 'string' ? look.split(' ') : [])]
  return [...(names.includes(what) ? [trees] : []), ...children.flatMap((child) => find(child, what))]
}

/** What happens on an element, as the browser would tell it. */
export function fire(
  branch: Branch | undefined,
  type: string,
  target: { value?: string; checked?: boolean } = {},
): void {
  branch?.attributes.on?.[type]?.({ type, target: target as never, preventDefault: () => undefined })
}
