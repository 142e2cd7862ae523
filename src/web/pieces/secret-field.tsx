import { visible } from '../../reports/visible.ts';
import type { Visit } from '../visit.ts';
import { Field } from './form.tsx';
import { Notice } from './pieces.tsx';

/** The secret of a one-time link. The island takes it out of the address, fills the field and hides it. */
export function SecretField({ visit, hint, value }: { visit: Visit; hint: string; value: string }) {
  return (
    <div data-island="secret">
      <Field
        name="secret"
        label={visit.words.signIn.secret}
        hint={hint}
        value={value}
        autocomplete="off"
        maxlength={200}
        required
      />
    </div>
  );
}

/** That the link or the entries were refused, and what to do. */
export function RefusedLink({ visit, reason }: { visit: Visit; reason: string }) {
  const words = visit.words.signIn;
  return (
    <Notice tone="bad" isAnswer>
      <p>{words.refused}</p>
      <p lang="en">{visible(reason)}</p>
      <p>{words.refusedAdvice}</p>
    </Notice>
  );
}
