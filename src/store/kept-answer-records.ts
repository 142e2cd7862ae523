/** What is known of a request when it comes. */
export type KeptAnswer =
  | { readonly state: 'new' }
  /** The same request is being answered at this moment. */
  | { readonly state: 'under-way' }
  /** The key was used for another request. */
  | { readonly state: 'other' }
  | { readonly state: 'answered'; readonly answer: Uint8Array };

/** What requests with an idempotency key were answered: once and for a day, through restarts. */
export interface KeptAnswerStore {
  /** Claim a request. Who is told 'new' answers it, and then calls `keep` or `drop`. */
  begin(id: string, requestHash: string): Promise<KeptAnswer>;
  keep(id: string, answer: Uint8Array): Promise<void>;
  /** Forget it: the same request may be tried again. */
  drop(id: string): Promise<void>;
}
