// `npm start -- <arguments of portscan>`: builds where needed, then runs the command in this very process.
import { fileURLToPath } from 'node:url'
import { buildIfStale } from './build.mjs'

buildIfStale()
const command = new URL('../dist/cli/main.cjs', import.meta.url)
process.argv[1] = fileURLToPath(command)
await import(command.href)
