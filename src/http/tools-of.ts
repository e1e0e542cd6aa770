import type { SignInTools } from '../people/sign-in.js'
import type { HttpParts } from './parts.js'

/** What signing in needs, of what the API has. */
export function toolsOf({ store, signIn: { passwords, rules }, now }: HttpParts): SignInTools {
  return { store, passwords, rules, now }
}
