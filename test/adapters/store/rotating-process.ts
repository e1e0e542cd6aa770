import { openEmbeddedStore } from '../../../src/adapters/store/open-embedded.js'
import { openPostgresStore } from '../../../src/adapters/store/open-postgres.js'
import { rotateSecrets } from '../../../src/pipeline/rotate-secrets.js'

// Rotates until it is killed or through, and says how far it is after each transaction.
const [engine, place = '', secretKey = '', ...oldSecretKeys] = process.argv.slice(2)
const store =
  engine === 'embedded'
    ? await openEmbeddedStore({ folder: place, secretKey, oldSecretKeys })
    : await openPostgresStore({ url: place, secretKey, oldSecretKeys })
await rotateSecrets(store, (resealed) => process.stdout.write(`${resealed}\n`))
await store.close()
