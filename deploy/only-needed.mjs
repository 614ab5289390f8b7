// Rewrites package.json so that `npm prune --omit=dev` leaves what the service needs, in the versions of the lockfile.
import { readFileSync, writeFileSync } from 'node:fs'

const manifest = JSON.parse(readFileSync('package.json', 'utf8'))
const { dependencies, devDependencies, peerDependencies } = manifest
// What runs tests is nothing that runs scans.
const ofTests = new Set(['@jest/globals', 'expect', 'vitest'])
for (const name of Object.keys(peerDependencies)) {
  if (!ofTests.has(name) && devDependencies[name]) dependencies[name] = devDependencies[name]
}
for (const part of ['devDependencies', 'peerDependencies', 'peerDependenciesMeta', 'scripts'])
  delete manifest[part]
writeFileSync('package.json', `${JSON.stringify(manifest, null, 2)}\n`)
