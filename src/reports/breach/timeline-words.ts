const en = {
  opened: 'Case opened',
  renamed: 'Title changed',
  'statement-changed': 'Statement changed',
  closed: 'Case closed',
  reopened: 'Case opened again',
  'item-added': 'Added to the case',
  'item-removed': 'Taken out of the case',
  'awareness-set': 'Time of awareness set',
  'figures-taken': 'Numbers taken over from a report',
  'figures-stated': 'Numbers stated by a person',
  'severity-overridden': 'Severity set by a person',
  'severity-proposed': 'Back to the proposed severity',
  note: 'Note',
  notified: 'Authority notified',
};

const fr = {
  opened: 'Dossier ouvert',
  renamed: 'Titre modifié',
  'statement-changed': 'Déclaration modifiée',
  closed: 'Dossier clos',
  reopened: 'Dossier rouvert',
  'item-added': 'Ajouté au dossier',
  'item-removed': 'Retiré du dossier',
  'awareness-set': 'Prise de connaissance fixée',
  'figures-taken': 'Chiffres repris d’un rapport',
  'figures-stated': 'Chiffres déclarés par une personne',
  'severity-overridden': 'Gravité fixée par une personne',
  'severity-proposed': 'Retour à la gravité proposée',
  note: 'Note',
  notified: 'Autorité notifiée',
} satisfies typeof en;

/** What the lines of a case's timeline are called, by their code: the same on its page and in its documents. */
export const TIMELINE_WORDS = { en, fr };
