import { Command, CommanderError, InvalidArgumentError, Option } from 'commander'
import { toFault } from '../errors.js'
import { runAuditVerify } from './audit-verify.js'
import { runDemo } from './demo.js'
import { runJudge } from './judge.js'
import { runKeyAdd, runKeyRevoke } from './key.js'
import { runLedgerVerify } from './ledger-verify.js'
import { runPlatformAdd, runPlatformList } from './platform.js'
import { runPolicyDefault, runPolicyPublish, runPolicyReplay } from './policy.js'
import { runRead } from './read.js'
import { runSandbox } from './sandbox.js'
import { runSecretsRotate } from './secrets.js'
import { runServe } from './serve.js'
import { complain } from './terminal.js'

const language = () => new Option('--lang <language>', 'language of reasons and timelines').choices(['zh', 'en'] as const).default('zh')

/** Parses the arguments, runs the command and returns the exit code: 0 success, 1 a fault in some input, 2 usage. */
export async function runProgram(args: readonly string[]): Promise<number> {
  let exitCode = 0
  const program = buildProgram((code) => {
    exitCode = code
  })
  try {
    await program.parseAsync([...args], { from: 'user' })
    return exitCode
  } catch (thrown) {
    if (thrown instanceof CommanderError) return thrown.exitCode === 0 ? 0 : 2
    complain(toFault(thrown))
    return 1
  }
}

function buildProgram(done: (exitCode: number) => void): Command {
  const program = new Command('swiftproof')
    .description(
      '极证 SwiftProof — reads refund evidence, matches it to the order, decides with reasons / 读取退款凭证、核对订单、给出有理由的判定',
    )
    .showHelpAfterError('(--help shows how)')
    .exitOverride()
  program
    .command('read')
    .description(
      'read pictures and recordings: text, order numbers, error codes, times, keys; a recording as a timeline of its screens / 读取图片与录屏中的文字与字段',
    )
    .argument('<file...>', 'pictures: PNG, JPEG, WebP, AVIF, HEIC; recordings: MP4, MOV, WebM, MKV, moving GIF, WebP and PNG')
    .option('--json', 'one JSON object a line, in the order given')
    .option('--reveal', 'card keys in full (masked otherwise)')
    .option(
      '--frames <dir>',
      'write the distinct screens of recordings, and a contact sheet of each, as JPEG into this folder; pictures are as recorded: KEYS IN THEM ARE NOT MASKED',
    )
    .addOption(language())
    .action(async (files: string[], options) => done(await runRead(files, options)))
  program
    .command('judge')
    .description('read and judge case folders, pictures and recordings; nothing is paid / 判定案件文件夹，不付款')
    .argument('<case-dir...>', 'folders with case.json and evidence/')
    .option('--json', 'one JSON object a line, in the order given')
    .option('--full', 'with --json: also everything that was read')
    .option('--reveal', 'card keys in full (masked otherwise)')
    .option('--alone', 'judge each case by itself: cases of one run share a memory otherwise')
    .option('--policy <file>', 'a policy, YAML or JSON: any part of it, over the default')
    .option('--report <file>', 'write one self-contained HTML page; recordings as film strips; keys masked without --reveal')
    .addOption(language())
    .action(async (folders: string[], options) => done(await runJudge(folders, options)))
  program
    .command('demo')
    .description('run the bundled cases, print a table, write report.html / 运行内置案例')
    .option('--all', 'all recordings too; otherwise a few of them', false)
    .option('--report <file>', 'where the page goes', 'report.html')
    .addOption(language())
    .action(async (options) => done(await runDemo(options)))
  program
    .command('serve')
    .description('run the service: API, workers or both in one process / 运行服务')
    .addOption(new Option('--role <role>', 'what this process does').choices(['all', 'api', 'worker'] as const).default('all'))
    .addOption(new Option('--port <port>', 'instead of PORT').argParser(readPort))
    .action(async (options) => done(await runServe(options)))
  program
    .command('sandbox')
    .description(
      "play the payment channels on this machine: Alipay's gateway and WeChat Pay v3, with books of their own and failures to order / 本机支付渠道沙箱",
    )
    .addOption(new Option('--port <port>', 'where it listens; 0: any free port').argParser(readPort).default(8700))
    .option('--scenario <file>', 'YAML or JSON: seed, latency, lost answers, wrong amounts, late and doubled notices')
    .option('--keys <dir>', 'where its new keys and payment-channels.yaml go', './data/sandbox')
    .option('--platform <id>', 'plat_…, the platform that the written list is for')
    .option('--service <url>', 'where notices of refunds go', 'http://127.0.0.1:3000')
    .action(async (options) => done(await runSandbox(options)))
  const platform = program.command('platform').description('the platforms that use the service / 平台')
  platform
    .command('add')
    .description('add a platform with its test side and print an API key for each, once / 新增平台')
    .argument('<name>')
    .action(async (name: string) => done(await runPlatformAdd(name)))
  platform
    .command('list')
    .description('all platforms and their test sides / 列出平台')
    .action(async () => done(await runPlatformList()))
  const key = program.command('key').description('API keys / 接口密钥')
  key
    .command('add')
    .description('make an API key and print it, once / 新增密钥')
    .requiredOption('--platform <id>', 'plat_…, of the live or of the test side')
    .option('--scopes <scopes>', 'what it may do, with commas between; everything when left out')
    .option('--name <name>', 'what it is for', 'added')
    .action(async (options) => done(await runKeyAdd(options)))
  key
    .command('revoke')
    .description('end an API key / 吊销密钥')
    .argument('<id>', 'key_…')
    .action(async (id: string) => done(await runKeyRevoke(id)))
  const policy = program.command('policy').description('the numbers that cases are judged by / 策略')
  policy
    .command('default')
    .description('print the default policy with the meaning, unit and range of every number / 打印默认策略')
    .action(() => done(runPolicyDefault()))
  policy
    .command('publish')
    .description('publish a draft as the operator of this machine, the second person to its authors / 发布草稿')
    .argument('<draft>', 'draft_…')
    .option('--platform <id>', 'plat_…; the only one when left out')
    .option('--at <time>', 'from when it holds, ISO 8601; now when left out')
    .option('--person <name>', 'who it is')
    .action(async (draft: string, options) => done(await runPolicyPublish(draft, options)))
  policy
    .command('replay')
    .description('judge stored cases under another policy and tell what would change; nothing is changed / 用新策略重判已存案件')
    .argument('<file>', 'a policy, YAML or JSON: any part of it, over the one that holds')
    .option('--platform <id>', 'plat_…; the only one when left out')
    .option('--merchant <id>', "as if it were this merchant's")
    .option('--since <time>', 'only verdicts made since then, ISO 8601')
    .option('--json', 'one JSON object a line: each case that flips, then the difference')
    .action(async (file: string, options) => done(await runPolicyReplay(file, options)))
  const audit = program.command('audit').description('the log of who did what / 审计日志')
  audit
    .command('verify')
    .description(
      'follow the chain of the audit log of each platform and name the first entry that was changed or is missing / 校验审计日志',
    )
    .option('--platform <id>', 'this platform only')
    .option('--json', 'one JSON object a platform, each on a line')
    .action(async (options) => done(await runAuditVerify(options)))
  const ledger = program.command('ledger').description('the books of refunds / 退款账本')
  ledger
    .command('verify')
    .description('add up the books of each platform and hold them against its refunds / 核对账本')
    .option('--platform <id>', 'this platform only')
    .option('--json', 'one JSON object a platform, each on a line')
    .action(async (options) => done(await runLedgerVerify(options)))
  const secrets = program.command('secrets').description('what seals the stored documents / 存储加密密钥')
  secrets
    .command('rotate')
    .description(
      'seal all that is stored anew under SECRET_KEY, so that SECRET_KEYS_OLD is needed no more; may be ended and run again / 轮换存储密钥',
    )
    .action(async () => done(await runSecretsRotate()))
  for (const command of [program, platform, key, policy, audit, ledger, secrets].flatMap(({ commands }) => [...commands]))
    command.exitOverride().showHelpAfterError('(--help shows how)')
  return program
}

function readPort(text: string): number {
  const port = Number(text)
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new InvalidArgumentError('expected a number up to 65535')
  return port
}
