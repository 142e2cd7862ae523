/** The guide. In French. */
export const help = {
  title: 'Aide',
  lead: 'Rowprint dit si un fichier divulgué est le vôtre, dans quelle mesure, à qui il appartient et de quel serveur il vient.',
  guides: {
    analyst: {
      title: 'Vous avez trouvé un fichier suspect',
      begin: 'Analyser un fichier',
      lead: 'Est-ce à nous ? Dans quelle mesure, et d’où vient-il ?',
      steps: [
        'Déposez le fichier sur n’importe quelle page, ou choisissez-le sous « Analyser un fichier ». Il peut être volumineux : un envoi interrompu reprend où il en était.',
        'Suivez sa lecture. La part trouvée jusque-là est donnée avec son intervalle, qui se resserre à mesure de la lecture.',
        'Lisez le rapport par le haut : une phrase dit combien de lignes sont les vôtres, sur quel serveur, et combien de personnes.',
        'Voyez ce qui reste inexpliqué et ce qui n’a pas été lu : un rapport dit aussi ce qu’il ignore.',
        'Déplacez le seuil si vous voulez moins de coïncidences, et demandez pourquoi une ligne compte comme retrouvée.',
        'Détruisez le fichier dès qu’il ne sert plus. Il disparaît de lui-même à la fin de son compte à rebours.',
      ],
    },
    scheduler: {
      title: 'Vous surveillez des serveurs',
      begin: 'Serveurs',
      lead: 'Qu’est-ce qui est exposé, et lesquelles de nos tables s’y trouvent ?',
      steps: [
        'Ajoutez d’abord vos tables. Seules des empreintes à clé sont conservées, jamais les lignes.',
        'Consignez l’autorisation de joindre un serveur : de qui, jusqu’à quand. Sans elle, rien n’est contacté.',
        'Ajoutez le serveur avec les jours et heures de ses parcours, ou parcourez-le à la demande.',
        'Sous « Traitements » se voit ce qui est en cours ; un traitement en échec dit pourquoi et peut être relancé.',
        'Les expositions sont listées de la plus grave à la moins grave. L’une se ferme quand un parcours ultérieur ne la voit plus.',
        'Ajoutez un canal sous « Réglages », « Alertes », pour qu’une nouvelle exposition soit signalée aussitôt.',
      ],
    },
    responder: {
      title: 'Vous répondez d’un incident',
      begin: 'Incidents',
      lead: 'Combien de personnes, et que faut-il dire à qui, avant quand ?',
      steps: [
        'Ouvrez un incident et ajoutez-y les rapports et les serveurs qui en font partie.',
        'Indiquez quand vous en avez pris connaissance. Le délai court dès lors : 72 heures, sauf réglage contraire.',
        'Reprenez les chiffres d’un rapport : avec leur méthode et leur intervalle, chaque état antérieur étant conservé.',
        'Parcourez ce qui manque encore : catégories de personnes et de données, gravité, mesures.',
        'Téléchargez la notification, les courriers aux responsables de traitement et l’entrée du registre ; relisez-les avant de les envoyer.',
        'Envoyez la notification initiale à temps, même incomplète. Une notification complémentaire peut suivre.',
      ],
    },
  },
  wordsTitle: 'Les mots',
  terms: [
    {
      term: 'Table',
      means:
        'Une de vos tables, d’un responsable de traitement. Rowprint en garde l’empreinte, pas les lignes.',
    },
    { term: 'Empreinte', means: 'Des empreintes à clé de lignes. Sans la clé, elles ne disent rien.' },
    { term: 'Suspect', means: 'Un fichier qui peut être une fuite.' },
    { term: 'Parcours', means: 'Une visite d’un serveur surveillé. Elle lit, et n’y écrit jamais.' },
    {
      term: 'Exposition',
      means: 'Une anomalie vue lors d’un parcours : une liste ouverte, une connexion sans mot de passe.',
    },
    {
      term: 'Recouvrement',
      means: 'Combien de lignes de l’un se trouvent dans l’autre, dans les deux sens.',
    },
    { term: 'Responsable de traitement', means: 'L’organisme qui répond des données d’une table.' },
    { term: 'Incident', means: 'Avec son délai, ses décisions et ses notifications.' },
  ],
  keysTitle: 'Au clavier',
  keysLead: 'Chaque page fonctionne sans souris. Il n’y a pas de raccourci à apprendre.',
  keys: [
    {
      term: 'Tab, Maj+Tab',
      means: 'Avancer et reculer parmi liens, champs et boutons. Le premier mène au contenu.',
    },
    { term: 'Entrée, espace', means: 'Suivre, presser, cocher, ouvrir.' },
    { term: 'Flèches', means: 'Choisir dans une liste ; déplacer le seuil d’un rapport.' },
  ],
  scriptsTitle: 'Pour les scripts',
  scripts:
    'Tout ce que font ces pages passe par l’API, que vous pouvez interroger aussi : avec un jeton à vous, et sans plus de droits que les vôtres.',
  docs: 'Description de l’API',
};
