import type { PropsWithChildren } from 'hono/jsx';

interface Option {
  readonly value: string;
  readonly text: string;
}

interface SelectProps {
  readonly name: string;
  readonly label: string;
  readonly hint?: string;
  readonly options: readonly Option[];
  readonly value: string;
}

/** One of a few, labelled. */
export function Select({ name, label, hint, options, value }: SelectProps) {
  const id = `field-${name}`;
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <select id={id} name={name} aria-describedby={hint === undefined ? undefined : `${id}-hint`}>
        {options.map((option) => (
          <option value={option.value} selected={option.value === value}>
            {option.text}
          </option>
        ))}
      </select>
      {hint !== undefined && (
        <p class="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
    </div>
  );
}

interface TickProps {
  readonly name: string;
  readonly label: string;
  readonly hint?: string;
  readonly isChecked: boolean;
  /** One of several of the same name. Default: a box of its own, whose value is 'on'. */
  readonly radio?: string;
  /** Where the name is somebody's words: what the label points to. */
  readonly id?: string;
}

/** A box to tick, or one of several choices. */
export function Tick({ name, label, hint, isChecked, radio, ...rest }: TickProps) {
  const id = rest.id ?? `field-${name}${radio === undefined ? '' : `-${radio}`}`;
  return (
    <div class="choice">
      <input
        id={id}
        type={radio === undefined ? 'checkbox' : 'radio'}
        name={name}
        value={radio ?? 'on'}
        checked={isChecked}
        aria-describedby={hint === undefined ? undefined : `${id}-hint`}
      />
      <span>
        <label for={id}>{label}</label>
        {hint !== undefined && (
          <span class="hint" id={`${id}-hint`}>
            {hint}
          </span>
        )}
      </span>
    </div>
  );
}

/** Choices that belong together, under one name. */
export function Choices({ legend, children }: PropsWithChildren<{ legend: string }>) {
  return (
    <fieldset class="choices">
      <legend>{legend}</legend>
      {children}
    </fieldset>
  );
}
