/** Turns passwords into what may be kept of them. */
export interface Passwords {
  hash(password: string): Promise<string>
  /** Takes as long when there is no hash: nobody learns from the time whether an account exists. */
  matches(password: string, hash: string | null): Promise<boolean>
}

/** Who the identity provider says somebody is. */
export interface Identity {
  /** The issuer's address and its subject in one: the same for the same person for ever. */
  readonly subject: string
  /** In lower case; null when the provider does not vouch for one. */
  readonly verifiedEmail: string | null
}

/** What one sign-in by the provider is bound to, so that its answer fits no other. */
export interface SignInBinding {
  readonly state: string
  readonly nonce: string
  /** PKCE. */
  readonly codeVerifier: string
}

/** OpenID Connect (authorization code with PKCE). Every method throws `identity-provider-unavailable`. */
export interface IdentityProvider {
  /** As people know it. */
  readonly name: string
  /** Where the browser goes to sign in. */
  addressFor(binding: SignInBinding, redirectUrl: string): Promise<string>
  /** Who has come back with this code. Throws `sign-in-failed` when the ID token is not the provider's, not for us, too old, or of another sign-in. */
  identify(code: string, binding: SignInBinding, redirectUrl: string): Promise<Identity>
}
