import { policySchema } from '../judge/default-policy.js'

/** The form of a whole policy, for who shows one: units, ranges and meanings stand in it. */
export const policyForm = policySchema
