import { openEmbeddedStore } from '../../../src/adapters/store/open-embedded.js'
import { openPostgresStore } from '../../../src/adapters/store/open-postgres.js'
import { openShop, orderNamed, secretKey } from './store-parts.js'

// Writes orders until it is killed, and says each number once it is acknowledged.
const [engine, place = ''] = process.argv.slice(2)
const store =
  engine === 'embedded' ? await openEmbeddedStore({ folder: place, secretKey }) : await openPostgresStore({ url: place, secretKey })
const { id, inShop } = await openShop(store, 'killed')
process.stdout.write(`${id}\n`)
for (let at = 0; ; at++) {
  await inShop((rows) => rows.orders.upsert([orderNamed(`N${at}`)]))
  process.stdout.write(`N${at}\n`)
}
