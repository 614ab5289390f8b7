import type { Reporter, TestCase, TestModule } from 'vitest/node'

/** Names every test that did not run, and why, after the results: a skip is not a pass. */
export default class SkippedReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const skipped = modules.flatMap((module) => [...module.children.allTests('skipped')])
    for (const line of skipped.map(describeSkip)) console.error(line)
  }
}

function describeSkip(test: TestCase): string {
  const result = test.result()
  const reason = result.state === 'skipped' && result.note ? result.note : 'no reason given'
  return `SKIPPED ${test.module.relativeModuleId} > ${test.fullName}: ${reason}`
}
