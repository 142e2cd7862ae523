/** What was learned of a server's ways. It outlives connections, so that nothing is asked twice. */
export interface ServerHabits {
  /** Words of FEAT in capitals with the rest of their lines; null: not asked yet. */
  features: ReadonlyMap<string, string> | null;
  /** False once EPSV was refused, not understood, or led nowhere. */
  takesEpsv: boolean;
  /** True where FEAT has it, false again once it was refused or told nothing that could be read. */
  takesMlsd: boolean;
  /** 'untold' until a listing settles it: whether `LIST -a` is understood. */
  takesListAll: 'untold' | 'yes' | 'no';
  takesSize: boolean;
  takesMdtm: boolean;
  /** RFC 959 has byte 0xFF doubled on the control connection, as telnet does; not every server undoes it. */
  doublesTelnetByte: boolean;
  /** The connection broke on AUTH TLS or in its handshake: not tried again where no login has to be protected. */
  breaksOnTls: boolean;
}

/** A server of which nothing is known. */
export function createServerHabits(): ServerHabits {
  return {
    features: null,
    takesEpsv: true,
    takesMlsd: false,
    takesListAll: 'untold',
    takesSize: true,
    takesMdtm: true,
    doublesTelnetByte: true,
    breaksOnTls: false,
  };
}
