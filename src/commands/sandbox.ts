import { mkdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { parse, stringify } from 'yaml'
import { Fault } from '../errors.js'
import type { Sandbox } from '../sandbox/sandbox.js'
import { startSandbox } from '../sandbox/start-sandbox.js'
import { print } from './terminal.js'

interface SandboxCommandOptions {
  readonly port: number
  readonly scenario?: string
  readonly keys: string
  readonly platform?: string
  /** Where the service is told of refunds and complaints. */
  readonly service: string
}

/**
 * `swiftproof sandbox`: the channels' stand-in until SIGTERM or SIGINT. Writes its new keys and a list of channels that
 * uses them into a folder. Returns the exit code. Throws `config-invalid` or `output-unwritable`.
 */
export async function runSandbox({ port, scenario, keys, platform = 'plat_…', service }: SandboxCommandOptions): Promise<number> {
  const sandbox = await startSandbox({ port, scenario: scenario === undefined ? undefined : await readScenarioFile(scenario) })
  try {
    const list = await writeKeys(sandbox, path.resolve(keys), { platform, service }).catch((cause: NodeJS.ErrnoException) => {
      throw new Fault('output-unwritable', `${keys}: ${cause.code ?? cause.message}`, { cause })
    })
    print(`ready on ${sandbox.url}, books at ${sandbox.url}/sandbox/books`)
    print(`PAYMENT_CHANNELS=${list}`)
    await new Promise((resolve) => {
      for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, resolve)
    })
  } finally {
    await sandbox.close()
  }
  return 0
}

async function readScenarioFile(file: string): Promise<unknown> {
  const text = await readFile(file, 'utf8').catch((cause: NodeJS.ErrnoException) => {
    throw new Fault('config-invalid', `--scenario: ${file}: ${cause.code ?? cause.message}`, { cause })
  })
  return parse(text)
}

/** The list's path. Keys are for their owner's eyes, though they open a sandbox only. */
async function writeKeys(
  { url, keys: { alipay, wechat } }: Sandbox,
  folder: string,
  { platform, service }: { readonly platform: string; readonly service: string },
): Promise<string> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const write = async (name: string, text: string) => {
    const file = path.join(folder, name)
    await writeFile(file, text, { mode: 0o600 })
    return file
  }
  const list = [
    {
      platform,
      kind: 'alipay',
      appId: alipay.appId,
      privateKeyFile: await write('alipay-app-private.pem', alipay.app.privateKey),
      alipayPublicKeyFile: await write('alipay-public.pem', alipay.channel.publicKey),
      gateway: `${url}/gateway.do`,
    },
    {
      platform,
      kind: 'wechat',
      mchid: wechat.mchid,
      serial: wechat.serial,
      privateKeyFile: await write('wechat-merchant-private.pem', wechat.merchant.privateKey),
      platformPublicKeyFile: await write('wechat-platform-public.pem', wechat.platform.publicKey),
      platformKeyId: wechat.platformKeyId,
      apiV3KeyFile: await write('wechat-api-v3-key', wechat.apiV3Key),
      notifyUrl: new URL(`/v1/notices/${platform}/wechat`, service).href,
      endpoint: url,
    },
  ]
  return write('payment-channels.yaml', stringify(list))
}
