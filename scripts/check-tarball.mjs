import { execFileSync } from 'node:child_process'

/** Read by npm when a package is installed; npm also runs node-gyp by itself where there is a binding.gyp. */
const onInstall = ['preinstall', 'install', 'postinstall']
const ours = /^(?:dist\/|schema\/|docs\/schema\/|package\.json$|README\.md$|LICENSE$)/

/** What is packed runs nothing when it is installed, stands on three packages, and holds what it should. */
export function checkTarball(tarball, { files }) {
  const text = execFileSync('tar', ['-xOf', tarball, 'package/package.json'], { encoding: 'utf8' })
  const {
    scripts = {},
    dependencies = {},
    optionalDependencies = {},
    bundleDependencies = [],
  } = JSON.parse(text)
  const ran = onInstall.filter((name) => name in scripts)
  if (ran.length > 0) throw new Error(`these run when it is installed: ${ran.join(', ')}`)
  const names = [dependencies, optionalDependencies].flatMap((list) => Object.keys(list)).sort()
  if (names.join() !== 'dns2,ip-num,p-queue' || bundleDependencies.length > 0)
    throw new Error(`it depends on ${names.join(', ')}; expected dns2, ip-num and p-queue`)
  const foreign = files
    .map(({ path }) => path)
    .filter((path) => !ours.test(path) || path.endsWith('binding.gyp'))
  if (foreign.length > 0) throw new Error(`it holds what should not be published: ${foreign.join(', ')}`)
}
