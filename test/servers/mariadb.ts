import mysql from 'mysql2/promise'
import { freePort, removeFolder, runServer, runToEnd, serverFolder } from './run-server.js'

/** A MariaDB of its own, which speaks as MySQL does, in a temporary folder. */
export interface TestMariaDb {
  /** A user who may read the database `shop` only. */
  readonly readerUrl: string
  /** Runs statements as the owner of `shop`. */
  run(statements: string): Promise<void>
  stop(): Promise<void>
}

export async function startMariaDb(): Promise<TestMariaDb> {
  const folder = await serverFolder('mariadb')
  const settings = ['--no-defaults', `--datadir=${folder}/data`]
  await runToEnd('mariadb-install-db', [...settings, '--auth-root-authentication-method=normal', '--skip-test-db'])
  const port = await freePort()
  const network = [`--port=${port}`, '--bind-address=127.0.0.1', `--socket=${folder}/s`]
  const server = await runServer('mariadbd', [...settings, ...network, '--innodb-flush-log-at-trx-commit=0'], /ready for connections/)
  const run = async (statements: string) => {
    const connection = await mysql.createConnection({ socketPath: `${folder}/s`, user: 'root', multipleStatements: true })
    await connection.query(statements)
    await connection.end()
  }
  await run(
    "CREATE DATABASE shop CHARACTER SET utf8mb4; CREATE USER reader@'127.0.0.1' IDENTIFIED BY 'secret'; GRANT SELECT ON shop.* TO reader@'127.0.0.1'",
  )
  return {
    readerUrl: `mysql://reader:secret@127.0.0.1:${port}/shop`,
    run: (statements) => run(`USE shop; ${statements}`),
    stop: async () => {
      await server.kill('SIGKILL')
      await removeFolder(folder)
    },
  }
}
