import type { AddressInfo } from 'node:net'
import { createServer, type Socket } from 'node:net'

/** A mail server that speaks as much of SMTP (RFC 5321) as a client needs, and can fail at any word. */
export interface SmtpServer {
  readonly url: string
  /** Whole messages, headers and all, with whom they were for. */
  readonly mails: { readonly to: readonly string[]; readonly data: string }[]
  /** What is answered instead, to lines that begin so; `drop` breaks the line after keeping the message. */
  answer: Record<string, string>
  close(): Promise<void>
}

export async function startSmtp(): Promise<SmtpServer> {
  const mails: SmtpServer['mails'] = []
  const open = new Set<Socket>()
  const told: SmtpServer = { url: '', mails, answer: {}, close: async () => undefined }
  const server = createServer((socket) => {
    open.add(socket)
    socket.on('close', () => open.delete(socket))
    socket.on('error', () => undefined)
    socket.write('220 test ESMTP\r\n')
    let text = ''
    let data: string | null = null
    let to: string[] = []
    socket.on('data', (chunk: Buffer) => {
      text += chunk.toString('utf8')
      for (let end = text.indexOf('\r\n'); end >= 0; end = text.indexOf('\r\n')) {
        const line = text.slice(0, end)
        text = text.slice(end + 2)
        if (data !== null) {
          if (line !== '.') {
            data += `${line}\r\n`
            continue
          }
          mails.push({ to, data })
          data = null
          to = []
          const end = told.answer['.']
          if (end === 'drop') socket.destroy()
          else socket.write(`${end ?? '250 kept'}\r\n`)
          continue
        }
        const verb = line.slice(0, 4).toUpperCase()
        const other = told.answer[verb]
        if (verb === 'RCPT' && !other) to.push(line.replace(/^.*<(.*)>.*$/, '$1'))
        if (verb === 'DATA' && !other) data = ''
        const usual = verb === 'DATA' ? '354 go on' : verb === 'QUIT' ? '221 bye' : '250 ok'
        socket.write(`${other ?? usual}\r\n`)
      }
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return Object.assign(told, {
    url: `smtp://127.0.0.1:${port}?ignoreTLS=true`,
    close: async () => {
      for (const socket of open) socket.destroy()
      await new Promise((resolve) => server.close(resolve))
    },
  })
}
