import type { PropsWithChildren } from 'hono/jsx';
import type { Visit } from '../visit.ts';

/** The session's token: every form that changes something carries it. */
export function CsrfField({ visit }: { visit: Visit }) {
  return visit.session === null ? null : <input type="hidden" name="csrf" value={visit.session.csrf} />;
}

/** Where to go afterwards; read by `safeReturn`. */
export function ReturnField({ path }: { path: string }) {
  return <input type="hidden" name="next" value={path} />;
}

interface PostFormProps {
  readonly visit: Visit;
  readonly action: string;
  /** Asked before it is sent, where there is script. */
  readonly confirm?: string;
  readonly class?: string;
}

/** A form that changes something: with its token. */
export function PostForm({ visit, action, confirm, children, ...rest }: PropsWithChildren<PostFormProps>) {
  return (
    <form method="post" action={action} data-confirm={confirm} class={rest.class}>
      <CsrfField visit={visit} />
      {children}
    </form>
  );
}

interface FieldProps {
  readonly name: string;
  readonly label: string;
  readonly hint?: string;
  readonly type?: 'text' | 'password' | 'number' | 'url' | 'email' | 'datetime-local' | 'date';
  readonly value?: string;
  readonly autocomplete?: string;
  readonly required?: boolean;
  readonly minlength?: number;
  readonly maxlength?: number;
  readonly min?: number;
  readonly max?: number;
  /** 'any': not only whole numbers. */
  readonly step?: 'any';
  readonly autofocus?: boolean;
  readonly invalid?: boolean;
}

/** A labelled field with its hint. */
export function Field({ name, label, hint, type = 'text', invalid = false, ...rest }: FieldProps) {
  const id = `field-${name}`;
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <input
        id={id}
        name={name}
        type={type}
        aria-describedby={hint === undefined ? undefined : `${id}-hint`}
        aria-invalid={invalid ? 'true' : undefined}
        {...rest}
      />
      {hint !== undefined && (
        <p class="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
    </div>
  );
}
