/** A labelled field for several lines. */
export function TextArea({
  name,
  label,
  hint,
  value = '',
}: {
  name: string;
  label: string;
  hint: string;
  value?: string | undefined;
}) {
  const id = `field-${name}`;
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <textarea id={id} name={name} aria-describedby={`${id}-hint`} maxlength={8000}>
        {value}
      </textarea>
      <p class="hint" id={`${id}-hint`}>
        {hint}
      </p>
    </div>
  );
}

/** A box to tick. */
export function Choice({
  name,
  value = 'yes',
  label,
  checked = false,
}: {
  name: string;
  value?: string;
  label: string;
  checked?: boolean;
}) {
  const id = `choice-${name}`;
  return (
    <p class="choice">
      <input type="checkbox" id={id} name={name} value={value} checked={checked} />
      <label for={id}>{label}</label>
    </p>
  );
}

/** The lines of a field that hold something. */
export function linesOf(text: string | undefined): readonly string[] {
  return (text ?? '')
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

/** Fields that were filled in, trimmed. */
export function filled<Name extends string>(
  fields: Readonly<Record<string, string>>,
  names: readonly Name[],
): { [Key in Name]?: string } {
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = fields[name]?.trim() ?? '';
      return value === '' ? [] : [[name, value]];
    }),
  ) as { [Key in Name]?: string };
}
