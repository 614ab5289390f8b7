/** What is made when it is first asked for, and once: most who import the library name nothing. */
export function lazily<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined
  return () => (made ??= { value: make() }).value
}

/** A list that is made when it is first gone through. */
export function lazyList<T>(make: () => readonly T[]): Iterable<T> {
  const list = lazily(make)
  return { [Symbol.iterator]: () => list()[Symbol.iterator]() }
}
