/** The audit log. In French. */
export const audit = {
  title: 'Journal d’audit',
  lead: 'Qui a fait quoi, et quand. Il ne fait que croître, et chaque entrée scelle les précédentes.',
  verify: 'Vérifier le journal',
  export: 'Exporter en NDJSON',
  filter: 'Filtrer',
  clear: 'Tout afficher',
  filterHint:
    'Valeurs entières, telles qu’elles figurent dans la liste ; cliquer sur l’une montre toutes les entrées qui la portent.',
  actor: 'Qui',
  action: 'Action',
  object: 'Sur quoi',
  at: 'Quand',
  facts: 'Détails',
  number: (shown: string) => `N° ${shown}`,
  hash: 'Empreinte',
  none: 'Aucune entrée de ce genre',
  noneAdvice: 'Les valeurs sont comparées en entier : voyez comment elles s’écrivent dans la liste.',
  holds: (count: number, shown: string) =>
    `Le journal est intègre : ${shown} ${count < 2 ? 'entrée' : 'entrées'}, aucune manquante ni modifiée.`,
  headAdvice: 'Notez ailleurs l’empreinte de sa fin : un journal tronqué puis réécrit n’y conduira plus.',
  broken: 'Le journal n’est pas intègre : sa fin a été coupée ou modifiée.',
  brokenAt: (number: string) =>
    `Le journal n’est pas intègre : l’entrée n° ${number} manque ou a été modifiée.`,
  brokenAdvice:
    'Quelqu’un a écrit dans la base sans passer par Rowprint. Laissez la base en l’état, faites-en une copie et comparez-la à une sauvegarde.',
};
