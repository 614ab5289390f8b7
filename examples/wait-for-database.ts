// Wait until a database accepts connections, then go on.
import { ScanError, waitForPort } from 'portscan-core'

const [host = 'localhost', port = '5432', timeout = '30000'] = process.argv.slice(2)

try {
  const { elapsed } = await waitForPort(host, Number(port), { timeout: Number(timeout) })
  console.log(`ready after ${Math.round(elapsed)} ms`)
} catch (error) {
  if (!(error instanceof ScanError && error.code === 'ERR_TIMEOUT')) throw error
  console.error(error.message)
  process.exitCode = 1
}
