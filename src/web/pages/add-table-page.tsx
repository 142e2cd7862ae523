import { Layout } from '../layout/layout.tsx';
import { Field, PostForm } from '../pieces/form.tsx';
import { may } from '../pieces/may.ts';
import { Notice, PageHead } from '../pieces/pieces.tsx';
import { type Refusal, Refused } from '../pieces/refused.tsx';
import { Choice, TextArea } from '../pieces/text-area.tsx';
import type { Visit } from '../visit.ts';

interface AddTableProps {
  readonly visit: Visit;
  readonly entered?: Readonly<Record<string, string>>;
  readonly refusal?: Refusal;
}

/** The form for a new table. What was entered stays when it is refused. */
export function AddTablePage({ visit, entered = {}, refusal }: AddTableProps) {
  const words = visit.words.tables;
  const value = (name: string) => (entered[name] === undefined ? {} : { value: entered[name] });
  return (
    <Layout visit={visit} title={words.add} current="tables">
      <PageHead title={words.add} lead={words.addLead} kicker={{ href: '/tables', text: words.back }} />
      <Refused title={words.refused} refusal={refusal} />
      {may(visit, 'admin') ? (
        <PostForm visit={visit} action="/add-table">
          <Field
            name="name"
            label={words.addName}
            hint={words.addNameHint}
            maxlength={100}
            required
            {...value('name')}
          />
          <Field
            name="source"
            label={words.addSource}
            hint={words.addSourceHint}
            maxlength={4096}
            autocomplete="off"
            required
            {...value('source')}
          />
          <Field
            name="controller"
            label={words.addController}
            hint={words.addControllerHint}
            maxlength={200}
            {...value('controller')}
          />
          <Field
            name="keyColumn"
            label={words.addKey}
            hint={words.addKeyHint}
            maxlength={200}
            {...value('keyColumn')}
          />
          <details>
            <summary>{words.optional}</summary>
            <TextArea
              name="ignored"
              label={words.addIgnored}
              hint={words.addIgnoredHint}
              value={entered.ignored}
            />
            <TextArea
              name="fields"
              label={words.addFields}
              hint={words.addFieldsHint}
              value={entered.fields}
            />
            <Choice name="force" label={words.addForce} checked={entered.force === 'yes'} />
          </details>
          <p class="actions">
            <button type="submit" class="primary">
              {words.addSubmit}
            </button>
          </p>
        </PostForm>
      ) : (
        <Notice tone="warn">
          <p>
            {visit.words.problems[403].title}. {visit.words.problems[403].advice}
          </p>
        </Notice>
      )}
    </Layout>
  );
}
