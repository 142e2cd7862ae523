/** What a page says when the API said no: what happened, and what to do. In French. */
export const problems = {
  400: {
    title: 'Cette demande n’est pas valable',
    advice: 'Revenez en arrière, vérifiez votre saisie et envoyez-la de nouveau.',
  },
  401: {
    title: 'Vous n’êtes pas connecté',
    advice: 'Connectez-vous : vous reviendrez ensuite à cette page.',
  },
  403: {
    title: 'Votre rôle ne le permet pas',
    advice: 'Adressez-vous à un administrateur ou utilisez un autre compte.',
  },
  404: {
    title: 'Cette page n’existe pas',
    advice:
      'Le lien est peut-être ancien, ce qu’il désignait a pu être effacé, ou vous n’avez pas à le consulter.',
  },
  409: {
    title: 'La situation a changé entre-temps',
    advice:
      'Une autre personne ou un traitement vous a devancé. Rouvrez la page et vérifiez avant de réessayer.',
  },
  413: {
    title: 'C’est trop volumineux',
    advice: 'Envoyez moins à la fois ou demandez à un administrateur de relever la limite.',
  },
  429: { title: 'Trop de demandes', advice: 'Patientez une minute, puis réessayez. Rien n’a été perdu.' },
  500: {
    title: 'Rowprint a rencontré une erreur interne',
    advice:
      'Elle a été consignée. Réessayez ; si elle se reproduit, prévenez la personne qui exploite ce service.',
  },
  503: {
    title: 'Le service est occupé',
    advice: 'Réessayez dans un instant. Les traitements en cours se poursuivent.',
  },
  507: {
    title: 'Le disque est plein',
    advice:
      'Détruisez les fichiers déposés devenus inutiles ou demandez de la place à l’exploitant du service.',
  },
  code: 'Code',
  detail: 'En détail',
  wait: (seconds: string) => `Réessayez dans ${seconds} s.`,
  back: 'Revenir à l’accueil',
  signIn: 'Se connecter',
};
