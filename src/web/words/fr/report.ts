/** The list of reports, and the frame of one. In French. */
export const report = {
  listTitle: 'Rapports',
  listLead: 'Toutes les analyses terminées, les plus récentes d’abord.',
  none: 'Aucun rapport pour l’instant.',
  noneAdvice: 'Analysez un fichier : son rapport figurera ici.',
  suspect: 'Fichier',
  rows: 'Lignes',
  found: 'Trouvées',
  people: 'Personnes',
  made: 'Établi le',
  whole: 'Lecture',
  complete: 'Complète',
  partial: 'Partielle',
  back: 'Tous les rapports',
};
