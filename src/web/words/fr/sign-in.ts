/** Sign-in, first set-up, invitations. In French. */
export const signIn = {
  title: 'Connexion',
  name: 'Identifiant',
  password: 'Mot de passe',
  submit: 'Se connecter',
  or: 'ou',
  oidc: (label: string) => `Continuer avec ${label}`,
  wrong:
    'L’identifiant et le mot de passe ne correspondent pas. Après plusieurs erreurs, un compte est bloqué quelque temps.',
  tooMany:
    'Trop de tentatives. Patientez un peu avant de réessayer, ou demandez un nouveau lien à un administrateur.',
  providerRefused:
    'Votre fournisseur d’identité ne vous a pas laissé entrer, ou vous n’avez pas encore de compte ici. Réessayez, ou adressez-vous à un administrateur.',
  isSetUp: 'Un compte existe déjà : cette page ne sert plus.',
  isSetUpAdvice: 'Connectez-vous, ou demandez une invitation à un administrateur.',
  setupSteps:
    'Ensuite : nommez votre organisme dans les réglages, ajoutez une table, puis analysez un fichier ou surveillez un serveur.',
  nobody:
    'Aucun compte n’existe encore. Ouvrez le lien à usage unique que Rowprint a affiché à son démarrage : il crée le premier compte.',
  setupTitle: 'Créer le premier compte',
  setupLead: 'C’est un compte d’administration. Vous pourrez ensuite inviter les autres personnes.',
  secret: 'Secret à usage unique',
  secretHint: 'Ce qui suit le # dans le lien que Rowprint a affiché à son démarrage.',
  chosenName: 'Votre identifiant',
  chosenNameHint: 'Il sert à vous connecter et figure dans le journal d’audit.',
  newPassword: 'Mot de passe',
  newPasswordHint: 'Au moins 12 caractères. Une phrase que vous seul connaissez vaut mieux qu’une énigme.',
  setupSubmit: 'Créer le compte',
  invitationTitle: 'Choisir votre mot de passe',
  invitationLead: 'Le lien ne sert qu’une fois. Vous serez ensuite connecté.',
  invitationSecretHint: 'Ce qui suit le # dans le lien que vous avez reçu.',
  invitationSubmit: 'Enregistrer le mot de passe',
  refused: 'Ce lien n’est plus valable, ou la saisie ne l’est pas.',
  refusedAdvice:
    'Un lien ne sert qu’une fois et pour une durée limitée. Demandez-en un nouveau à un administrateur ; pour le premier compte, redémarrez le service.',
};
