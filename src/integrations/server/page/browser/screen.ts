import type { Api } from './api.ts'
import type { Route } from './route.ts'
import type { Tree } from './tree.ts'

/** One part of the page: what it shows, and what it needs for that. */
export interface Screen {
  /** Its heading, and what the window is called. */
  readonly title: string
  /** Gets what it shows, and goes on as long as something changes. */
  load(): Promise<void>
  view(): readonly Tree[]
}

/** What a screen may use, as long as it is shown. */
export interface ScreenContext {
  readonly api: Api
  /** Ends when another screen is shown. */
  readonly signal: AbortSignal
  /** Shows what has changed. */
  show(): void
  /** Tells it to readers who hear the page. */
  say(text: string): void
  go(route: Route): void
  /** Something went wrong, and the reader should know; `undefined`: it is well again. */
  trouble(error: unknown): void
  /** Puts the focus there. */
  focus(id: string): void
  save(name: string, content: Blob): void
  /** Milliseconds since 1970. */
  now(): number
}
