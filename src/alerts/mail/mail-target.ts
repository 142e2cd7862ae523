import { UsageError } from '../../core/errors.ts';

/** Recipients of one channel; more of them is a list that belongs on the mail server. */
const MOST_RECIPIENTS = 20;
/** Printable ASCII without what has a meaning in headers: nothing of it can begin a header or a second address. */
const ADDRESS = /^[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9.-]{0,250}[A-Za-z0-9])?$/;

/** The addresses of a mail channel, written with commas between them. @throws {UsageError} */
export function parseRecipients(target: string): readonly string[] {
  const addresses = target.split(',').map((address) => address.trim());
  if (addresses.length > MOST_RECIPIENTS)
    throw new UsageError(`a channel has at most ${MOST_RECIPIENTS} addresses: use a list of the mail server`);
  for (const address of addresses) requireAddress(address);
  return addresses;
}

/** @throws {UsageError} */
export function requireAddress(address: string): void {
  if (ADDRESS.test(address)) return;
  throw new UsageError(
    `${JSON.stringify(address)} is no address: write security@example.org, several of them with commas between`,
  );
}
