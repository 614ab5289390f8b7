// Checks the tarball that would be published: what it holds and needs, its shape (publint), its types as every kind of
// importer sees them (attw), the size of the library, and an empty project that installs and uses it.
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buildIfStale } from './build.mjs'
import { checkConsumer } from './check-consumer.mjs'
import { checkRunners } from './check-runners.mjs'
import { checkTarball } from './check-tarball.mjs'
import { runBin, runNpm } from './run.mjs'

const folder = mkdtempSync(join(tmpdir(), 'portscan-core-'))
try {
  buildIfStale()
  const [packed] = JSON.parse(runNpm(['pack', '--ignore-scripts', '--json', '--pack-destination', folder]))
  const tarball = join(folder, packed.filename)
  const consumer = join(folder, 'consumer')
  mkdirSync(consumer)
  check('tarball', () => checkTarball(tarball, packed))
  check('publint', () => runBin('publint', 'publint', ['run', tarball, '--strict']))
  check('attw', () => runBin('@arethetypeswrong/cli', 'attw', [tarball, '--profile', 'node16']))
  check('size-limit', () => runBin('size-limit', 'size-limit', []))
  check('consumer', () => checkConsumer(tarball, consumer))
  check('runners', () => checkRunners(tarball, folder))
} finally {
  rmSync(folder, { recursive: true, force: true })
}

// All checks run, so that one look shows all that is wrong.
function check(name, run) {
  try {
    run()
    console.log(`ok   ${name}`)
  } catch (error) {
    console.log(`FAIL ${name}\n${error.message}`)
    process.exitCode = 1
  }
}
