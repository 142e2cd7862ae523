import type { PropsWithChildren } from 'hono/jsx';
import { CsrfField } from '../pieces/form.tsx';
import type { Visit } from '../visit.ts';
import { type CaseFacts, type CaseFormName, typedIn } from './case-facts.ts';

/** What every part of the page of a case is given. */
export interface CaseProps {
  readonly visit: Visit;
  readonly facts: CaseFacts;
}

/** A form that changes a case: it carries the version it was made for, so that nobody overwrites what they did not see. */
export function CaseForm({
  visit,
  facts,
  form,
  children,
  ...rest
}: PropsWithChildren<
  CaseProps & { form: CaseFormName | 'remove' | 'erase'; class?: string; confirm?: string }
>) {
  const { id, version } = facts.subject;
  return (
    <form method="post" action={`/cases/${id}/${form}`} class={rest.class} data-confirm={rest.confirm}>
      <CsrfField visit={visit} />
      <input type="hidden" name="version" value={String(version)} />
      {children}
    </form>
  );
}

interface InputProps {
  readonly facts: CaseFacts;
  readonly form: CaseFormName;
  readonly name: string;
  readonly label: string;
  readonly hint?: string;
  readonly current?: string;
  /** Said where somebody else saved something different meanwhile. */
  readonly savedNow?: string;
  readonly type?: 'text' | 'number' | 'datetime-local';
  readonly isLong?: boolean;
  readonly required?: boolean;
  readonly maxlength?: number;
}

/** A labelled field of a form of the case, with what was typed and not saved. */
export function CaseInput({ facts, form, name, label, hint, current, savedNow, ...rest }: InputProps) {
  const id = `${form}-${name}`;
  const value = typedIn(facts.draft, form, name, current);
  const { type = 'text', isLong = false, required, maxlength } = rest;
  const hints = [hint, savedNow].filter((text) => text !== undefined);
  const given = {
    id,
    name,
    required,
    maxlength,
    'aria-describedby': hints.length === 0 ? undefined : `${id}-hint`,
  };
  return (
    <div class="field">
      <label for={id}>{label}</label>
      {isLong ? (
        <textarea {...given}>{value}</textarea>
      ) : (
        <input type={type} value={value} min={type === 'number' ? 0 : undefined} {...given} />
      )}
      {hints.length > 0 && (
        <p class="hint" id={`${id}-hint`}>
          {hints.join(' ')}
        </p>
      )}
    </div>
  );
}

interface SelectProps {
  readonly facts: CaseFacts;
  readonly form: CaseFormName;
  readonly name: string;
  readonly label: string;
  readonly current?: string;
  readonly options: readonly { readonly value: string; readonly label: string }[];
  /** The choice that says nothing; left out where one has to be made. */
  readonly empty?: string;
  readonly savedNow?: string;
}

/** A labelled choice of a form of the case. */
export function CaseSelect({ facts, form, name, label, current, options, empty, savedNow }: SelectProps) {
  const id = `${form}-${name}`;
  const chosen = typedIn(facts.draft, form, name, current);
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <select id={id} name={name} aria-describedby={savedNow === undefined ? undefined : `${id}-hint`}>
        {empty !== undefined && (
          <option value="" selected={chosen === ''}>
            {empty}
          </option>
        )}
        {options.map((option) => (
          <option value={option.value} selected={option.value === chosen}>
            {option.label}
          </option>
        ))}
      </select>
      {savedNow !== undefined && (
        <p class="hint" id={`${id}-hint`}>
          {savedNow}
        </p>
      )}
    </div>
  );
}

/** A form behind its heading, open where something typed in it was not saved. */
export function Folded({
  facts,
  forms,
  title,
  children,
}: PropsWithChildren<{ facts: CaseFacts; forms: readonly CaseFormName[]; title: string }>) {
  return (
    <details class="folded" open={facts.draft !== null && forms.includes(facts.draft.form)}>
      <summary>{title}</summary>
      {children}
    </details>
  );
}
