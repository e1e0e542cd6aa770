import { mkdir, mkdtemp, readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { openDiskBlobs } from '../../../src/adapters/blobs/disk.js'
import { describeBlobStore } from './contract.js'
import { killInTheMiddle } from './kill-in-the-middle.js'

describeBlobStore('a disk', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'swiftproof-blobs-'))
  return {
    store: await openDiskBlobs(folder),
    reopen: () => openDiskBlobs(folder),
    contents: async () => {
      const entries = await readdir(folder, { recursive: true, withFileTypes: true })
      return Promise.all(entries.filter((entry) => entry.isFile()).map((entry) => readFile(join(entry.parentPath, entry.name))))
    },
    killInTheMiddle: () => killInTheMiddle('disk', folder),
    stop: () => rm(folder, { recursive: true, force: true }),
  }
})

it('removes what a killed process left long ago, and leaves alone what others are writing', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'swiftproof-blobs-'))
  await mkdir(join(folder, 'staging'))
  await writeFile(join(folder, 'staging/old.part'), 'x')
  await writeFile(join(folder, 'staging/new.part'), 'x')
  const twoDaysAgo = new Date(Date.now() - 48 * 3_600_000)
  await utimes(join(folder, 'staging/old.part'), twoDaysAgo, twoDaysAgo)
  await openDiskBlobs(folder)
  await expect(stat(join(folder, 'staging/old.part'))).rejects.toMatchObject({ code: 'ENOENT' })
  expect((await stat(join(folder, 'staging/new.part'))).size).toBe(1)
  await rm(folder, { recursive: true })
})

it('says that it cannot be written', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'swiftproof-blobs-'))
  await writeFile(join(folder, 'file'), 'x')
  await expect(openDiskBlobs(join(folder, 'file'))).rejects.toMatchObject({
    code: expect.stringMatching(/^(blob-store-unreachable|file-not-found)$/),
  })
  await rm(folder, { recursive: true })
})
