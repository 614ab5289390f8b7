import type { AnyIterable } from './pull.ts'

/** A station of the journey: async iterable in, async iterable out. Lazy, single use, driven by its consumer. */
export type Stage<In, Out> = (source: AnyIterable<In>) => AsyncIterable<Out>

/**
 * Joins a source and stages into one iterable, in reading order.
 *
 * @example
 * for await (const host of pipe(['192.0.2.0/30'], expandTargets(), resolveHosts({ resolver }))) console.log(host)
 */
export function pipe<A>(source: AnyIterable<A>): AsyncIterable<A>
export function pipe<A, B>(source: AnyIterable<A>, s1: Stage<A, B>): AsyncIterable<B>
export function pipe<A, B, C>(source: AnyIterable<A>, s1: Stage<A, B>, s2: Stage<B, C>): AsyncIterable<C>
export function pipe<A, B, C, D>(
  source: AnyIterable<A>,
  s1: Stage<A, B>,
  s2: Stage<B, C>,
  s3: Stage<C, D>,
): AsyncIterable<D>
export function pipe<A, B, C, D, E>(
  source: AnyIterable<A>,
  s1: Stage<A, B>,
  s2: Stage<B, C>,
  s3: Stage<C, D>,
  s4: Stage<D, E>,
): AsyncIterable<E>
export function pipe<A, B, C, D, E, F>(
  source: AnyIterable<A>,
  s1: Stage<A, B>,
  s2: Stage<B, C>,
  s3: Stage<C, D>,
  s4: Stage<D, E>,
  s5: Stage<E, F>,
): AsyncIterable<F>
export function pipe<A, B, C, D, E, F, G>(
  source: AnyIterable<A>,
  s1: Stage<A, B>,
  s2: Stage<B, C>,
  s3: Stage<C, D>,
  s4: Stage<D, E>,
  s5: Stage<E, F>,
  s6: Stage<F, G>,
): AsyncIterable<G>
export function pipe(
  source: AnyIterable<unknown>,
  ...stages: Stage<unknown, unknown>[]
): AnyIterable<unknown> {
  return stages.reduce((upstream, stage) => stage(upstream), source)
}
