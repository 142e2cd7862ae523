/** Accounts, as admins see them. In French. */
export const users = {
  title: 'Comptes',
  lead: 'Qui peut se connecter, et ce que chacun peut faire et voir.',
  name: 'Identifiant',
  nameHint: 'Il sert à se connecter et figure dans le journal d’audit. Il ne change jamais.',
  role: 'Rôle',
  state: 'État',
  states: { active: 'Actif', locked: 'Bloqué', disabled: 'Désactivé' },
  lastSeen: 'Dernière visite',
  since: 'Depuis',
  means: 'Se connecte avec',
  meansOf: { local: 'un mot de passe', oidc: 'le fournisseur d’identité de l’organisme' },
  invite: 'Inviter quelqu’un',
  inviteLead:
    'Vous obtenez un lien à transmettre. La personne y choisit son mot de passe, que nul autre ne connaît.',
  makeLink: 'Créer le compte et son lien',
  linkTitle: (name: string) => `Lien pour ${name}`,
  linkAdvice: (name: string) =>
    `Remettez ce lien à ${name} en main propre ou par un moyen que nul autre ne lit : qui l’ouvre en premier choisit le mot de passe.`,
  link: 'Lien à usage unique',
  linkHolds: 'Il sert une seule fois, jusqu’au',
  isYou: 'C’est votre propre compte. Changer de rôle vous déconnecte.',
  inAudit: (name: string) => `Ce que ${name} a fait, dans le journal d’audit`,
  rights: 'Rôle et responsables de traitement',
  rightsLead:
    'Une modification met fin aux sessions : la personne se reconnecte. L’administration voit tous les responsables de traitement.',
  save: 'Enregistrer',
  entry: 'Accès',
  locked:
    'Bloqué quelque temps après trop de mots de passe erronés. Le blocage cesse de lui-même ; un nouveau lien y met fin aussitôt.',
  reset: 'Créer un nouveau lien',
  resetWhat: (name: string) =>
    `Le mot de passe de ${name} cesse aussitôt de fonctionner, toutes ses sessions prennent fin et le blocage est levé. Ses jetons d’API restent : révoquez-les un à un. Vous obtenez un lien pour un nouveau mot de passe.`,
  resetSubmit: 'Créer le lien',
  disable: 'Désactiver le compte',
  disableWhat: (name: string) =>
    `${name} est déconnecté aussitôt et ne peut plus se connecter. Tous ses jetons d’API sont révoqués définitivement. Ce qui a été produit – rapports, incidents, entrées du journal d’audit – reste.`,
  disableSubmit: (name: string) => `Désactiver ${name}`,
  disabledLead:
    'Le compte est hors service. Une fois réactivé, la personne se connecte avec son mot de passe d’avant ; les jetons révoqués le restent.',
  enable: 'Réactiver le compte',
  done: {
    changed: 'Le rôle et les responsables de traitement sont enregistrés.',
    disabled: 'Le compte est désactivé : ses sessions ont pris fin et ses jetons sont révoqués.',
    enabled: 'Le compte est de nouveau actif.',
  },
};
