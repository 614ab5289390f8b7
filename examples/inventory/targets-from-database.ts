// Scan what an inventory in PostgreSQL lists: its rows come page by page, no faster than they are scanned.
import { Client } from 'pg'
import { scan, type TargetObject } from 'portscan-core'

interface Asset {
  readonly id: number
  readonly address: string
  readonly ports: string | null
  readonly owner: string
}

// Each page begins where the last one ended: a cursor would hold its transaction open as long as the scan takes.
const PAGE =
  'SELECT id, host(address) AS address, ports, owner FROM assets WHERE id > $1 ORDER BY id LIMIT $2'

async function* assets(database: Client, size = 500): AsyncGenerator<TargetObject> {
  for (let last = 0; ;) {
    const { rows } = await database.query<Asset>(PAGE, [last, size])
    for (const { id, address, ports, owner } of rows) {
      last = id
      yield { host: address, tag: owner, ...(ports !== null && { ports }) }
    }
    if (rows.length < size) return
  }
}

// Where it is and who asks is said by PGHOST, PGPORT, PGUSER, PGPASSWORD and PGDATABASE.
const database = new Client()
await database.connect()
try {
  for await (const event of scan(assets(database), { ports: 'top-100' }).events()) {
    if (event.kind === 'port') console.log(`${event.tag}: ${event.address} ${event.port}`)
    if (event.kind === 'skipped') console.error(`${event.target} was not scanned: ${event.reason}`)
  }
} finally {
  await database.end()
}
