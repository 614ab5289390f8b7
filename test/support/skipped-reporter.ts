import type { Reporter, TestCase, TestModule } from 'vitest/node'

/** Names every test that did not run, and why, after the results: a skip is not a pass. */
export default class SkippedReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const skipped = modules.flatMap((module) => [...module.children.allTests('skipped')])
    for (const line of skipped.map(describeSkip)) console.error(line)
  }
}

// Either `ctx.skip(reason)`, or the reason stands in the name, as `test.skipIf` has no place for one.
function describeSkip(test: TestCase): string {
  const result = test.result()
  const note = result.state === 'skipped' ? result.note : undefined
  const reason = note ?? (test.fullName.includes('skipped: ') ? '' : 'no reason given')
  return `SKIPPED ${test.module.relativeModuleId} > ${test.fullName}${reason && `: ${reason}`}`
}
