/** The own account, and tokens of the API. In French. */
export const account = {
  title: 'Votre compte',
  session: 'Cette session',
  until: 'Jusqu’au',
  looks: 'Langue et couleurs',
  languageHint: 'Enregistrée avec votre compte.',
  themeHint: 'Enregistrées dans ce navigateur.',
  password: 'Mot de passe',
  byProvider:
    'Vous vous connectez par le fournisseur d’identité de l’organisme : il n’y a pas de mot de passe ici.',
  oldPassword: 'Mot de passe actuel',
  newPassword: 'Nouveau mot de passe',
  repeated: 'Nouveau mot de passe, encore une fois',
  passwordHint:
    'Toutes vos autres sessions prennent fin ; celle-ci continue. Vos jetons d’API sont conservés.',
  changePassword: 'Changer le mot de passe',
  tokens: 'Jetons d’API',
  tokensLead:
    'Un jeton permet à un script d’interroger l’API en votre nom, avec vos droits ou moins. Donnez-lui le plus petit rôle qui suffise. Son secret ne s’affiche qu’une fois.',
  noTokens: 'Aucun jeton',
  noTokensAdvice: 'Créez-en un là où un script ou un autre système doit interroger Rowprint.',
  allTokens: 'Jetons d’API de tous',
  allTokensLead:
    'Qui peut interroger l’API sans se connecter. Les vôtres se créent et se voient sur la page de votre compte.',
  makeToken: 'Créer un jeton',
  label: 'À quoi il sert',
  labelHint: 'Le journal d’audit l’appelle ainsi : « import de nuit », « SIEM ».',
  tokenUser: 'À qui',
  days: 'Durée de validité, en jours',
  daysHint: 'De 1 à 366.',
  state: 'État',
  lastUsed: 'Dernier usage',
  revoked: 'Révoqué',
  expired: 'Expiré',
  revoke: 'Révoquer',
  revokeWhat: (label: string) =>
    `Tout ce qui utilise le jeton « ${label} » est désormais refusé. C’est irréversible : créez-en plutôt un nouveau.`,
  revokeSubmit: 'Révoquer le jeton',
  madeToken: (label: string) => `Jeton « ${label} »`,
  madeAdvice:
    'Placez-le là où le script garde ses secrets. Il s’envoie sous la forme « Authorization: Bearer … ».',
  secret: 'Secret',
  done: {
    password: 'Le mot de passe est changé. Toutes vos autres sessions ont pris fin.',
    revoked: 'Le jeton est révoqué.',
    looks: 'La langue et les couleurs sont enregistrées.',
  },
};
