import { highTrust, order } from '../builders/case.js'
import { hugePng } from '../read/png-file.js'

/** An order as the shop pushes it. */
export function pushed(number: string, changes: Partial<typeof order> = {}) {
  return { order: { ...order, number, ...changes }, buyer: highTrust }
}

/** A claim on it. */
export function claimOn(number: string | null, statement = '激活时提示错误 0xC004C003') {
  return { claim: { orderNumber: number, reason: 'activation-failed', statement, buyerId: highTrust.id } }
}

/** A picture that is none like another of a different size. */
export function picture(sizePx = 400): File {
  return new File([new Uint8Array(hugePng(sizePx, sizePx))], `截图-${sizePx}.png`, { type: 'image/png' })
}

/** A multipart body of these parts. */
export function formOf(parts: Readonly<Record<string, string | File>>): FormData {
  const form = new FormData()
  for (const [name, part] of Object.entries(parts)) form.set(name, part)
  return form
}
