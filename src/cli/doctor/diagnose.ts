import { RowprintError } from '../../core/errors.ts';
import type { DoctorCheck, DoctorReport } from '../../reports/doctor-report.ts';

/** What a check found: fine, or something to do about it. */
export interface Finding {
  readonly state: DoctorCheck['state'];
  readonly found: string;
  readonly wayOut?: string;
}

/** One thing to look at. A foreseen failure that it throws becomes a failed check with the failure's own words. */
export interface Examination {
  /** Stable word for programs. */
  readonly id: string;
  readonly title: string;
  /** Ids that must not have failed before this one makes sense; else it is told as not looked at. */
  readonly needs?: readonly string[];
  look(): Promise<Finding> | Finding;
}

const NOT_LOOKED_AT = 'not looked at';

/** Looks at everything in the order given; one failing check never keeps the others from being made. */
export async function diagnose(examinations: readonly Examination[]): Promise<DoctorReport> {
  const checks: DoctorCheck[] = [];
  for (const examination of examinations) {
    const missing = (examination.needs ?? []).filter((id) => !isUsable(checks, id));
    const { state, found, wayOut } =
      missing.length > 0 ? notLookedAt(checks, missing) : await examineSafely(examination);
    checks.push({ id: examination.id, title: examination.title, state, found, wayOut: wayOut ?? null });
  }
  return { schema: 'rowprint.doctor/1', ok: checks.every((check) => check.state !== 'fail'), checks };
}

async function examineSafely(examination: Examination): Promise<Finding> {
  try {
    return await examination.look();
  } catch (failure) {
    if (failure instanceof RowprintError) {
      return {
        state: 'fail',
        found: failure.message,
        wayOut: 'do what the line says, then run `rowprint doctor` again',
      };
    }
    const code = (failure as { code?: unknown } | null)?.code;
    const found = `failed (${typeof code === 'string' ? code : 'unknown reason'})`;
    return {
      state: 'fail',
      found,
      wayOut: 'run the command that fails with --debug and report what it shows',
    };
  }
}

function isUsable(checks: readonly DoctorCheck[], id: string): boolean {
  return checks.some((check) => check.id === id && check.state !== 'fail' && check.found !== NOT_LOOKED_AT);
}

function notLookedAt(checks: readonly DoctorCheck[], missing: readonly string[]): Finding {
  const titles = missing.map((id) => checks.find((check) => check.id === id)?.title ?? id);
  return { state: 'warn', found: NOT_LOOKED_AT, wayOut: `first put right: ${titles.join(', ')}` };
}
