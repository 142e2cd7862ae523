import type { ScanTools, Target } from '../scanner.ts';
import type { ServerHabits } from './server-habits.ts';
import type { VisitRecord } from './visit-record.ts';

/** What all parts of one visit share. */
export interface VisitContext {
  readonly target: Target;
  readonly tools: ScanTools;
  /** A name or address without brackets, and a port: what is dialled. */
  readonly host: string;
  readonly port: number;
  /** 'ftp.example.org:21', for messages. */
  readonly place: string;
  /** TLS from the first byte (ftps:), not after AUTH TLS. */
  readonly isImplicit: boolean;
  readonly habits: ServerHabits;
  readonly record: VisitRecord;
}
