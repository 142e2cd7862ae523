import { visible } from '../../reports/visible.ts';
import { AdminTabs } from '../admin/admin-tabs.tsx';
import { Done } from '../admin/done.tsx';
import { type Refusal, Refused } from '../admin/refused.tsx';
import type { SettingFields } from '../admin/settings-form.ts';
import { Layout } from '../layout/layout.tsx';
import { Select } from '../pieces/choices.tsx';
import { Field, PostForm } from '../pieces/form.tsx';
import { PageHead, Section } from '../pieces/pieces.tsx';
import { CardTable } from '../pieces/table.tsx';
import type { ServiceFacts } from '../shapes.ts';
import type { Visit } from '../visit.ts';

interface SettingsProps {
  readonly visit: Visit;
  readonly facts: ServiceFacts;
  /** What is written in the form: also what was refused. */
  readonly fields: SettingFields;
  readonly refusal?: Refusal;
  /** Names of fields that were refused. */
  readonly invalid?: readonly string[];
  readonly done?: string | undefined;
}

/** The settings: a form, and below it what only who starts the service can change. */
export function SettingsPage(props: SettingsProps) {
  const { visit, facts, refusal, done } = props;
  const words = visit.words.settings;
  return (
    <Layout visit={visit} title={words.title} current="settings">
      <PageHead title={words.title} lead={words.lead} />
      <AdminTabs visit={visit} current="settings" />
      <Done sentences={words.done} done={done} />
      <Refused visit={visit} refusal={refusal} />
      <SettingsForm {...props} />
      <Environment visit={visit} facts={facts} />
    </Layout>
  );
}

function SettingsForm({ visit, fields, invalid = [] }: SettingsProps) {
  const words = visit.words.settings;
  const field = (name: keyof SettingFields) => ({
    name,
    label: words.fields[name].label,
    hint: words.fields[name].hint,
    value: fields[name],
    invalid: invalid.includes(name),
  });
  const hours = { type: 'number', required: true } as const;
  return (
    <PostForm visit={visit} action="/settings">
      <Section id="identity" title={words.identity}>
        <Field {...field('organisation')} autocomplete="organization" maxlength={500} />
        <Field {...field('contact')} autocomplete="off" maxlength={500} />
        <Select {...field('language')} options={words.languages} />
      </Section>
      <Section id="cases" title={words.cases}>
        <Field {...field('notificationHours')} {...hours} min={1} max={8760} />
        <Field {...field('clockWarningHours')} autocomplete="off" maxlength={100} />
        <Field {...field('caseFromShare')} {...hours} min={0} max={100} step="any" />
      </Section>
      <Section id="kept" title={words.kept}>
        <Field {...field('spoolHours')} {...hours} min={1} max={720} />
        <Field {...field('userQuotaBytes')} {...hours} min={0} step="any" />
        <Field {...field('reportDays')} {...hours} min={0} />
      </Section>
      <p class="actions">
        <button type="submit" class="primary">
          {words.submit}
        </button>
      </p>
    </PostForm>
  );
}

function Environment({ visit, facts }: { visit: Visit; facts: ServiceFacts }) {
  const words = visit.words.settings;
  return (
    <Section id="environment" title={words.environment}>
      <p class="quiet">{words.environmentLead}</p>
      <dl>
        <dt>{words.version}</dt>
        <dd>{facts.version}</dd>
        <dt>{words.keyId}</dt>
        <dd class="code">{facts.keyId}</dd>
      </dl>
      <details>
        <summary>{words.showEnvironment(visit.formats.count(facts.environment.length))}</summary>
        <CardTable
          caption={words.environment}
          rows={facts.environment}
          columns={[
            { label: words.env, cell: ({ env }) => <code class="whole">{env}</code> },
            { label: words.value, cell: ({ value }) => <code>{visible(value)}</code> },
            { label: words.meaning, cell: ({ sentence }) => <span lang="en">{sentence}</span> },
          ]}
        />
      </details>
    </Section>
  );
}
