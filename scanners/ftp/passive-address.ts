/** Where a server says that it waits for a data connection. */
export interface PassiveAddress {
  /** Null: at the host of the control connection (EPSV). */
  readonly address: string | null;
  /** 1 to 65535. */
  readonly port: number;
}

const MOST_PORT = 65_535;

/** The reply 229 to EPSV: '(|||6446|)' with any delimiter (RFC 2428, section 3). Null where it cannot be read. */
export function parseExtendedPassive(text: string): PassiveAddress | null {
  const found = /\(([!-~])\1\1(\d{1,5})\1\)/.exec(text);
  return found === null ? null : placeOf(null, Number(found[2]));
}

/** The reply 227 to PASV: six numbers, the parentheses are optional (RFC 1123, section 4.1.2.6). Null as above. */
export function parsePassive(text: string): PassiveAddress | null {
  const found = /(\d{1,3}),(\d{1,3}),(\d{1,3}),(\d{1,3}),(\d{1,3}),(\d{1,3})(?!\d|,\d)/.exec(text);
  if (found === null) return null;
  const numbers = found.slice(1).map(Number);
  if (numbers.some((number) => number > 255)) return null;
  return placeOf(numbers.slice(0, 4).join('.'), numbers[4]! * 256 + numbers[5]!);
}

function placeOf(address: string | null, port: number): PassiveAddress | null {
  return port < 1 || port > MOST_PORT ? null : { address, port };
}
