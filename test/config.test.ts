import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readConfig, variableNames } from '../src/config.js'

describe('the environment', () => {
  it('has a default for everything', () => {
    expect(readConfig({})).toMatchObject({
      dataDir: resolve('data'),
      databaseUrl: null,
      secretKey: null,
      redisUrl: null,
      s3: null,
      webhooksAllowPrivate: false,
    })
  })

  it('names all that is wrong at once', () => {
    const wrong = {
      REDIS_URL: 'localhost',
      DATABASE_URL: 'mysql://x/y',
      S3_BUCKET: 'evidence',
      WEBHOOKS_ALLOW_PRIVATE: 'yes',
      READ_THREADS: '0',
    }
    const names = ['REDIS_URL', 'DATABASE_URL', 'WEBHOOKS_ALLOW_PRIVATE', 'READ_THREADS']
    for (const name of names)
      expect(() => readConfig(wrong)).toThrow(expect.objectContaining({ code: 'config-invalid', detail: expect.stringContaining(name) }))
  })

  it('takes a bucket only with its keys', () => {
    const keys = { S3_ACCESS_KEY_ID: 'id', S3_SECRET_ACCESS_KEY: 'secret' }
    expect(() => readConfig({ S3_BUCKET: 'evidence', S3_ACCESS_KEY_ID: 'id' })).toThrow(/S3_SECRET_ACCESS_KEY/)
    expect(readConfig({ S3_BUCKET: 'evidence', S3_ENDPOINT: 'http://s3:9000', ...keys }).s3).toEqual({
      bucket: 'evidence',
      region: 'us-east-1',
      endpoint: 'http://s3:9000',
      accessKeyId: 'id',
      secretAccessKey: 'secret',
    })
  })

  it('needs a secret key with a database that several processes open', () => {
    expect(() => readConfig({ DATABASE_URL: 'postgresql://x/y' })).toThrow(/SECRET_KEY/)
    expect(readConfig({ DATABASE_URL: 'postgresql://x/y', SECRET_KEY: 's'.repeat(32) }).secretKey).toHaveLength(32)
  })

  it('takes the secrets before this one, each long enough, and only beside the one that seals', () => {
    const [now, before, first] = ['n', 'b', 'f'].map((letter) => letter.repeat(32))
    expect(readConfig({ SECRET_KEY: now, SECRET_KEYS_OLD: `${before}, ${first}` }).oldSecretKeys).toEqual([before, first])
    expect(() => readConfig({ SECRET_KEY: now, SECRET_KEYS_OLD: `${before},short` })).toThrow(/SECRET_KEYS_OLD/)
    expect(() => readConfig({ SECRET_KEYS_OLD: before })).toThrow(/SECRET_KEY/)
  })

  it('is told in .env.example, each variable with its default, and in README', async () => {
    const example = await readFile(new URL('../.env.example', import.meta.url), 'utf8')
    const named = [...example.matchAll(/^#?([A-Z][A-Z0-9_]*)=(.*)$/gm)].map(([, name = '', value = '']) => ({ name, value }))
    const readme = await readFile(new URL('../README.md', import.meta.url), 'utf8')
    expect(named.map(({ name }) => name).sort()).toEqual([...variableNames].sort())
    for (const name of variableNames) expect(readme).toContain(`\`${name}\``)
    const asShown = Object.fromEntries(named.filter(({ value }) => value !== '').map(({ name, value }) => [name, value]))
    expect(readConfig(asShown)).toEqual(readConfig({}))
  })
})
