import { createContext } from 'react'

/** Why nothing of what is typed can be sent now, in words; null: it can. */
export const Barred = createContext<string | null>(null)
