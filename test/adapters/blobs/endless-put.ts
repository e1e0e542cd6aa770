import { randomBytes } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { openDiskBlobs } from '../../../src/adapters/blobs/disk.js'
import { openS3Blobs } from '../../../src/adapters/blobs/s3.js'
import { testS3Keys } from '../../servers/s3.js'

const [place = '', where = '', staging = ''] = process.argv.slice(2)
const store =
  place === 'disk'
    ? await openDiskBlobs(where)
    : await openS3Blobs({ bucket: 'evidence', region: 'us-east-1', endpoint: where, ...testS3Keys }, staging)
await store.put('plat_killed', endless(), { maxBytes: Number.MAX_SAFE_INTEGER })

async function* endless(): AsyncIterable<Uint8Array> {
  for (let sent = 0; ; sent++) {
    yield randomBytes(65_536)
    if (sent === 20) console.log('in the middle')
    await sleep(2)
  }
}
