/** The settings. In French. */
export const settings = {
  title: 'Réglages',
  lead: 'Ils s’appliquent aussitôt et pour tous. Chaque modification figure au journal d’audit.',
  submit: 'Enregistrer les réglages',
  done: { changed: 'Les réglages sont enregistrés.' },
  identity: 'Qui vous êtes',
  cases: 'Incidents',
  kept: 'Ce qui est conservé, et combien de temps',
  languages: [
    { value: 'en', text: 'English' },
    { value: 'fr', text: 'Français' },
  ],
  fields: {
    organisation: {
      label: 'Organisme',
      hint: 'Son nom figure sur les notifications, les courriers et le registre.',
    },
    contact: {
      label: 'Contact',
      hint: 'Le délégué à la protection des données, ou la personne désignée à l’autorité : nom, téléphone, courriel.',
    },
    language: {
      label: 'Langue',
      hint: 'Celle des alertes et des documents, et des pages pour qui n’en a pas choisi.',
    },
    notificationHours: {
      label: 'Délai de notification à l’autorité, en heures',
      hint: 'À compter de la prise de connaissance de la violation. Art. 33, § 1 du RGPD : 72.',
    },
    clockWarningHours: {
      label: 'Alertes avant l’échéance, en heures',
      hint: 'Chacune déclenche une alerte tant qu’il manque quelque chose : 48, 24, 6. Vide : aucune.',
    },
    spoolHours: {
      label: 'Destruction des fichiers déposés après, en heures',
      hint: 'À compter du dépôt ; plus tôt si l’analyse s’achève avant et que personne n’a demandé à les garder. De 1 à 720.',
    },
    userQuotaBytes: {
      label: 'Place pour les dépôts d’un compte, en Gio',
      hint: 'Au-delà, les dépôts sont refusés jusqu’à la destruction de fichiers. 1 Gio vaut 1 073 741 824 octets.',
    },
    reportDays: {
      label: 'Effacement des rapports après, en jours',
      hint: 'Ceux d’un incident sont conservés. 0 : jamais.',
    },
    caseFromShare: {
      label: 'Recouvrement à partir duquel un incident est proposé, en pourcentage',
      hint: 'La part des lignes du fichier suspect qui sont les vôtres.',
    },
  },
  environment: 'Ce avec quoi le service a démarré',
  environmentLead:
    'Seule la personne qui démarre le service peut les modifier : ce sont des variables de son environnement. Les secrets ne sont jamais affichés.',
  showEnvironment: (shown: string) => `Afficher les ${shown}`,
  version: 'Version',
  keyId: 'Identifiant de la clé',
  env: 'Variable',
  value: 'Valeur',
  meaning: 'Rôle',
};
