/** Bytes on their way, and the server's word on them. */
export interface OpenTransfer {
  /** The next bytes; null at the end. @throws {TransferBrokenError} {BudgetSpentError} */
  next(): Promise<Uint8Array | null>;
  /**
   * After the end: whether the server said that it was done. @throws {TransferBrokenError} it said that it was not
   */
  confirm(): Promise<boolean>;
  /** Stop here, whatever is still to come. Never throws but the signal's reason. */
  abandon(): Promise<void>;
}
