import type { Visit } from '../visit.ts';
import { Field, PostForm } from './form.tsx';
import { shortened } from './named.tsx';
import { Section } from './pieces.tsx';

interface ForgetWords {
  readonly forget: string;
  readonly forgetLead: string;
  readonly typeName: (name: string) => string;
}

/** Erases something for good, once its name was typed. Folded: nobody meets it by accident. */
export function ForgetForm({
  visit,
  words,
  name,
  action,
}: {
  visit: Visit;
  words: ForgetWords;
  name: string;
  action: string;
}) {
  return (
    <Section id="forget" title={words.forget}>
      <details>
        <summary>{words.forget}</summary>
        <p>{words.forgetLead}</p>
        <PostForm visit={visit} action={action}>
          <Field
            name="name"
            label={words.typeName(shortened(name))}
            autocomplete="off"
            maxlength={100}
            required
          />
          <p class="actions">
            <button type="submit" class="danger">
              {words.forget}
            </button>
          </p>
        </PostForm>
      </details>
    </Section>
  );
}

/** Whether the name was typed as it is, blanks around it aside. */
export function isTyped(typed: string | undefined, name: string): boolean {
  return typed !== undefined && typed.trim().normalize('NFC') === name.trim().normalize('NFC');
}
