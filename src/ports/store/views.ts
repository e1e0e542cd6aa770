/** A filter of the queue that a person gave a name. */
export interface ViewRow {
  readonly name: string
  readonly filter: unknown
  readonly updatedAt: string
}

export interface ViewRows {
  /** By name. */
  list(personId: string): Promise<readonly ViewRow[]>
  /** Replaces the one of this name. Null when the person has `most` others. */
  put(personId: string, view: Pick<ViewRow, 'name' | 'filter'>, most: number): Promise<ViewRow | null>
  /** False when there is none of this name. */
  remove(personId: string, name: string): Promise<boolean>
}
