import { Choices, Select, Tick } from '../pieces/choices.tsx';
import { Field } from '../pieces/form.tsx';
import type { Channel } from '../shapes.ts';
import type { Visit } from '../visit.ts';
import { type ChannelFields, EVENTS, eventField, SEVERITIES } from './channel-form.ts';

interface ChannelInputsProps {
  readonly visit: Visit;
  readonly kind: Channel['kind'];
  readonly fields: ChannelFields;
  /** Whether there is a secret that stays where none is entered. */
  readonly hasSecret: boolean;
}

/** What is asked of a channel, of a new one too. */
export function ChannelInputs({ visit, kind, fields, hasSecret }: ChannelInputsProps) {
  const words = visit.words.alerts;
  return (
    <>
      <Field
        name="name"
        label={words.name}
        hint={words.nameHint}
        value={fields.name}
        autocomplete="off"
        maxlength={100}
        required
      />
      <Field
        name="target"
        label={words.target[kind].label}
        hint={words.target[kind].hint}
        value={fields.target}
        autocomplete="off"
        maxlength={2000}
        required
      />
      {kind === 'webhook' && (
        <Field
          name="secret"
          label={words.secret}
          hint={hasSecret ? words.secretStays : words.secretMade}
          type="password"
          autocomplete="off"
          minlength={16}
          maxlength={200}
        />
      )}
      <Choices legend={words.events}>
        {EVENTS.map((event) => (
          <Tick
            name={eventField(event)}
            label={words.event[event]}
            hint={words.eventMeans[event]}
            isChecked={fields.events.includes(event)}
          />
        ))}
      </Choices>
      <Select
        name="leastSeverity"
        label={words.leastSeverity}
        options={SEVERITIES.map((value) => ({ value, text: visit.words.shell.severities[value] }))}
        value={fields.leastSeverity}
      />
      <Field
        name="leastPercent"
        label={words.leastShare}
        hint={words.leastShareHint}
        type="number"
        value={fields.leastPercent}
        min={0}
        max={100}
        step="any"
        required
      />
      <Choices legend={words.state}>
        <Tick name="isEnabled" label={words.isEnabled} isChecked={fields.isEnabled} />
      </Choices>
    </>
  );
}
