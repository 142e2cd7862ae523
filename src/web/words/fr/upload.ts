/** What the upload form says while it works; data-text-* attributes, read by its island. In French. */
export const upload = {
  drop: 'Glissez un fichier ici, ou n’importe où sur n’importe quelle page',
  choose: 'Choisir un fichier',
  label: 'Avancement du dépôt',
  submit: 'Déposer et analyser',
  noScript:
    'Le dépôt nécessite l’exécution de scripts. À défaut, utilisez la ligne de commande (rowprint check) ou PUT /api/v1/suspects.',
  texts: {
    hashing: 'Calcul du SHA-256 du fichier…',
    uploading: 'Dépôt en cours…',
    resuming: 'La connexion a été interrompue. Reprise là où elle s’est arrêtée…',
    complete: 'Le fichier est complet.',
    seen: 'Ce fichier a déjà été analysé.',
    'open-report': 'Ouvrir le rapport',
    'check-anyway': 'L’analyser de nouveau malgré tout',
    failed: 'Le dépôt a échoué.',
    retry: 'Réessayer',
    cancel: 'Annuler',
    cancelled: 'Le dépôt a été annulé.',
    'too-large': 'Le fichier dépasse votre quota.',
    empty: 'Le fichier est vide.',
    starting: 'Lancement de l’analyse…',
  },
};
