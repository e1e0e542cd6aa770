// The shop's endpoint: writes each event down before it says that it has it. usage: receiver-process.mjs PORT FILE
import { appendFileSync } from 'node:fs'
import { createServer } from 'node:http'

const [port, file] = process.argv.slice(2)
createServer(async (request, response) => {
  const chunks = []
  for await (const chunk of request) chunks.push(chunk)
  const body = Buffer.concat(chunks).toString()
  appendFileSync(file, `${JSON.stringify({ id: request.headers['webhook-id'], body })}\n`)
  response.writeHead(204).end()
}).listen(Number(port), '127.0.0.1', () => console.log('ready'))
