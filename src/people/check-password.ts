import { Fault } from '../errors.js'

/** Refuses what is guessed first. Throws `password-weak` with the reason. Length over rules of characters, as NIST SP 800-63B advises. */
export function checkPassword(password: string, email: string): void {
  const because = findWeakness(password.normalize('NFKC').toLowerCase(), email.toLowerCase())
  if (because !== null) throw new Fault('password-weak', because)
}

const minLength = 12
const maxLength = 200

function findWeakness(password: string, email: string): string | null {
  if ([...password].length < minLength) return `at least ${minLength} characters are needed`
  if (password.length > maxLength) return `at most ${maxLength} characters are taken`
  if (new Set(password).size < 5) return 'it is made of too few different characters'
  if (isRun(password)) return 'it is one run of neighbouring characters'
  const bare = password.replace(/[^\p{L}\p{N}]/gu, '')
  const stem = bare.replace(/\d+$/, '')
  if (commonest.has(bare) || commonest.has(stem) || commonest.has(half(bare))) return 'it is among the commonest passwords'
  const local = email.split('@')[0] ?? ''
  const own = [email, ...(local.length >= 4 ? [local] : [])]
  if (own.some((part) => part !== '' && password.replaceAll(part, '').length < 6)) return 'it is little more than the e-mail address'
  return null
}

/** abcdef…, 987654…, and along the rows of a keyboard. */
function isRun(text: string): boolean {
  const rows = ['abcdefghijklmnopqrstuvwxyz', '01234567890123456789', 'qwertyuiopasdfghjklzxcvbnm', '1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p']
  return rows.some((row) => row.includes(text) || [...row].reverse().join('').includes(text))
}

/** `passwordpassword` is `password`. */
function half(text: string): string {
  const first = text.slice(0, text.length / 2)
  return first + first === text ? first : text
}

/** The heads of the public lists of leaked passwords, digits at the end taken off, and what people of this trade would add. */
const commonest: ReadonlySet<string> = new Set(
  `password passw0rd password1 pass1234 p4ssword p4ssw0rd mypassword thepassword newpassword changeme changeit changemenow letmein letmeinnow
  welcome welcome1 welcomehome qwerty qwertyuiop qwerty123 qwertyqwerty asdfghjkl zxcvbnm qazwsxedc qazwsxedcrfv 1qaz2wsx 1q2w3e4r 1q2w3e4r5t
  1q2w3e4r5t6y q1w2e3r4 q1w2e3r4t5 q1w2e3r4t5y6 iloveyou iloveyouforever iloveyousomuch woaini woaini1314 woaini520 5201314 1314520 woaiwojia
  admin admin123 administrator administrador root toor superuser superman batman spiderman sunshine princess football baseball basketball
  dragon monkey master shadow michael jennifer jordan hunter killer trustno1 starwars pokemon minecraft computer internet whatever
  abc123 abcabc abcd1234 a1b2c3d4 a1b2c3d4e5 a1b2c3d4e5f6 aa123456 a123456 123abc 123qwe 123456 1234567 12345678 123456789 1234567890
  123123 123321 654321 987654321 0987654321 112233 11223344 147258369 159357 password123 mima mima1234 test test1234 testtest guest
  secret secret123 supersecret topsecret correcthorsebatterystaple correcthorse swiftproof swiftproof1 jizheng kamiplatform faka fakafaka
  refund refund123 alipay wechat zhifubao weixin taobao xianyu`
    .split(/\s+/)
    .filter((word) => word !== ''),
)
