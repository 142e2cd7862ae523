import { CsrfField, ReturnField } from '../pieces/form.tsx';
import { THEMES, type Visit } from '../visit.ts';
import { LANGUAGES } from '../words/languages.ts';

const OWN_NAMES = { en: 'English', fr: 'Français' } as const;

/** Language and colours, for everybody. */
export function Footer({ visit }: { visit: Visit }) {
  const { shell } = visit.words;
  return (
    <footer class="foot">
      <p>{shell.footer}</p>
      <Choices visit={visit} label={shell.language}>
        {LANGUAGES.map((language) => (
          <Choice name="language" value={language} chosen={visit.language} lang={language}>
            {OWN_NAMES[language]}
          </Choice>
        ))}
      </Choices>
      <Choices visit={visit} label={shell.theme}>
        {THEMES.map((theme) => (
          <Choice name="theme" value={theme} chosen={visit.theme}>
            {shell.themes[theme]}
          </Choice>
        ))}
      </Choices>
    </footer>
  );
}

function Choices({ visit, label, children }: { visit: Visit; label: string; children: unknown }) {
  return (
    <form method="post" action="/preferences" aria-label={label}>
      <CsrfField visit={visit} />
      <ReturnField path={visit.path} />
      {children}
    </form>
  );
}

interface ChoiceProps {
  readonly name: string;
  readonly value: string;
  readonly chosen: string;
  readonly lang?: string;
  readonly children: unknown;
}

function Choice({ name, value, chosen, lang, children }: ChoiceProps) {
  return (
    <button
      type="submit"
      class="plain"
      name={name}
      value={value}
      lang={lang}
      aria-pressed={value === chosen ? 'true' : 'false'}
    >
      {children}
    </button>
  );
}
