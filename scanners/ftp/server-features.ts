import type { ControlConnection } from './control-connection.ts';
import type { ServerHabits } from './server-habits.ts';

/** RFC 3659: what is asked of MLSD, where the server leaves it out unasked. `unique` shows loops. */
const WANTED_FACTS = ['type', 'size', 'modify', 'perm', 'unique'];

/**
 * Ask once what the server can do. A server that does not know FEAT is taken to have SIZE and MDTM until it refuses them, and to lack MLSD.
 */
export async function askFeatures(control: ControlConnection, habits: ServerHabits): Promise<void> {
  if (habits.features === null) {
    const { code, lines } = await control.command('FEAT');
    // 530: only after the login.
    if (code === 530) return;
    habits.features = new Map(code === 211 ? lines.slice(1, -1).map(wordOf) : []);
    habits.takesMlsd = habits.features.has('MLST') || habits.features.has('MLSD');
  }
}

/** Settle how names and listings come. To be asked after each login. */
export async function chooseFacts(control: ControlConnection, { features }: ServerHabits): Promise<void> {
  if (features === null) return;
  // FileZilla's and Microsoft's servers put '?' for what their code page lacks, until they are asked for UTF-8.
  if (features.has('UTF8')) await control.command('OPTS UTF8 ON');
  const facts = (features.get('MLST') ?? '').toLowerCase().split(';').filter(Boolean);
  const offered = WANTED_FACTS.filter((fact) => facts.some((one) => one.replace('*', '') === fact));
  if (offered.every((fact) => facts.includes(`${fact}*`))) return;
  await control.command(`OPTS MLST ${offered.join(';')};`);
}

/** Whether FEAT names TLS. */
export function offersTls({ features }: ServerHabits): boolean {
  return /\b(TLS|SSL)\b/i.test(features?.get('AUTH') ?? '');
}

function wordOf(line: string): [string, string] {
  const found = /^\s*(\S*)\s*(.*)$/.exec(line)!;
  return [found[1]!.toUpperCase(), found[2]!];
}
