/** What the pages of settings, users, tokens and alerts have in common. In French. */
export const admin = {
  tabs: 'Ce qui se règle ici',
  tab: { settings: 'Réglages', users: 'Comptes', tokens: 'Jetons d’API', alerts: 'Alertes' },
  roleMeans: {
    viewer: 'consulte rapports, incidents et serveurs',
    analyst: 'analyse aussi des fichiers et parcourt des serveurs',
    responder: 'traite aussi les incidents et en exporte les pièces',
    admin: 'tout, y compris les réglages et les comptes',
  },
  sees: 'Responsables de traitement',
  seesAll: 'Tous, y compris ceux qui s’ajouteront',
  seesSome: 'Seulement ceux-ci :',
  noControllers:
    'Aucune table n’indique encore de responsable de traitement. Dès que l’une le fera, vous pourrez limiter l’accès à celui-ci.',
  all: 'Tous',
  none: 'Aucun',
  never: 'Jamais',
  onlyOnce:
    'Ceci ne s’affiche qu’une fois, ici et maintenant. Une fois la page quittée, personne ne pourra le revoir.',
  copy: 'Copier',
  copied: 'Copié.',
  marked: 'Sélectionné : copiez avec Ctrl+C ou ⌘C.',
  isKept: 'C’est noté, continuer',
  shownAlready: 'Ceci a déjà été affiché',
  shownAlreadyAdvice:
    'Le formulaire a été envoyé deux fois et exécuté une seule. Si ce qu’il affichait est perdu, créez-en un nouveau.',
  refused: 'Rien n’a été enregistré. Vérifiez la saisie et envoyez-la de nouveau.',
  refusals: {
    RP_WRONG_LOGIN: 'Votre mot de passe actuel n’est pas celui-ci. Rien n’a été modifié.',
    RP_WEAK_PASSWORD:
      'Ce mot de passe serait deviné : trop court, trop courant ou trop proche du nom. Choisissez quelques mots que vous seul assembleriez.',
    RP_LAST_ADMIN:
      'C’est le dernier compte d’administration qui puisse se connecter. Créez-en d’abord un autre.',
    RP_TOO_MANY: 'Trop de tentatives. Patientez un peu avant de réessayer.',
    'not-repeated': 'Les deux nouveaux mots de passe diffèrent. Rien n’a été modifié.',
    'none-ticked': 'Cochez au moins un responsable de traitement, ou choisissez tous.',
  },
};
