import { createRequire } from 'node:module'
import { freePort, removeFolder, serverFolder } from './run-server.js'

/** An S3 server of its own over HTTP, in a temporary folder. */
export interface TestS3 {
  readonly bucket: string
  readonly endpoint: string
  /** It keeps what it has. */
  pause(): Promise<void>
  resume(): Promise<void>
  stop(): Promise<void>
}

/** What is used of s3rver, which has no types. */
interface S3Server {
  run(): Promise<unknown>
  close(): Promise<void>
}
const S3rver = createRequire(import.meta.url)('s3rver') as new (options: Readonly<Record<string, unknown>>) => S3Server

/** Its only account. */
export const testS3Keys = { accessKeyId: 'S3RVER', secretAccessKey: 'S3RVER' }

export async function startS3(): Promise<TestS3> {
  const directory = await serverFolder('s3')
  const port = await freePort()
  const bucket = 'evidence'
  const build = (): S3Server =>
    new S3rver({ address: '127.0.0.1', port, directory, silent: true, configureBuckets: [{ name: bucket, configs: [] }] })
  let server = build()
  await server.run()
  return {
    bucket,
    endpoint: `http://127.0.0.1:${port}`,
    pause: () => server.close(),
    resume: async () => {
      server = build()
      await server.run()
    },
    stop: async () => {
      await server.close()
      await removeFolder(directory)
    },
  }
}
