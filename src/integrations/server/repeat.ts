/**
 * Runs again and again, one at a time, with a pause of `everyMs` between; at once where `run` resolves to true, for there
 * is more to do. What is given back ends it, and resolves when nothing is under way any more.
 */
export function repeat(
  run: () => Promise<boolean | void>,
  everyMs: number,
  onError: (error: unknown) => void,
): () => Promise<void> {
  let stopped = false
  let wake = (): void => {}
  const pause = (): Promise<void> =>
    new Promise((resolve) => {
      const timer = setTimeout(resolve, everyMs)
      wake = () => {
        clearTimeout(timer)
        resolve()
      }
    })
  const over = (async () => {
    while (!stopped) {
      const more = await run().catch(onError)
      if (more !== true && !stopped) await pause()
    }
  })()
  return () => {
    stopped = true
    wake()
    return over
  }
}
