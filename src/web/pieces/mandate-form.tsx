import type { Visit } from '../visit.ts';
import { Field, PostForm, ReturnField } from './form.tsx';

/** Notes who allowed to contact what. `next`: where it leads afterwards. */
export function MandateForm({
  visit,
  entered = {},
  next,
}: {
  visit: Visit;
  entered?: Readonly<Record<string, string>>;
  next?: string;
}) {
  const words = visit.words.servers;
  const value = (name: string) => (entered[name] === undefined ? {} : { value: entered[name] });
  return (
    <PostForm visit={visit} action="/scope">
      {next !== undefined && <ReturnField path={next} />}
      <Field
        name="target"
        label={words.target}
        hint={words.targetHint}
        maxlength={300}
        required
        {...value('target')}
      />
      <Field
        name="owner"
        label={words.owner}
        hint={words.ownerHint}
        maxlength={500}
        required
        {...value('owner')}
      />
      <Field
        name="reference"
        label={words.reference}
        hint={words.referenceHint}
        maxlength={500}
        required
        {...value('reference')}
      />
      <Field name="until" label={words.until} type="date" required {...value('until')} />
      <p class="actions">
        <button type="submit" class={next === undefined ? 'primary' : undefined}>
          {words.addMandate}
        </button>
      </p>
    </PostForm>
  );
}
