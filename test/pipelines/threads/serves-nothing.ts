/** A worker whose author forgot to serve: it ends at once, and nothing would ever answer. */
export const SERVED = 0;
