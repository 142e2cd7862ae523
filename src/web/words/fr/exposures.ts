/** Exposures: the list, and what is wrong and what to do for each code. In French. */
export const exposures = {
  title: 'Expositions',
  lead: 'Ce qui est ouvert sur les serveurs surveillés, le pire d’abord ; ce qui touche un même fichier est réuni.',
  sum: (exposures: string, objects: string) => `${exposures} sur ${objects}, sur cette page.`,
  count: (count: number, shown: string) => `${shown} ${count === 1 ? 'exposition' : 'expositions'}`,
  objects: (count: number, shown: string) => `${shown} ${count === 1 ? 'objet' : 'objets'}`,
  none: 'Aucune exposition n’est ouverte, d’après ce qui a été examiné.',
  noneAdvice: 'Les balayages en signalent quand un serveur montre plus qu’il ne devrait.',
  noneOf: 'Aucune exposition n’est ainsi.',
  filter: 'Quelles expositions',
  states: { all: 'Toutes', open: 'Ouvertes', closed: 'Closes' },
  severity: 'Gravité',
  server: 'Serveur',
  anySeverity: 'Toutes',
  anyServer: 'Tous',
  apply: 'Afficher',
  on: (path: string, server: string) => `${path} sur ${server}`,
  toDo: 'Que faire',
  proofs: { proven: 'prouvée', claimed: 'affirmée par le serveur', unproven: 'non prouvée' },
  firstSeen: (when: string) => `vue d’abord le ${when}`,
  raisedBy: (codes: string) => `aggravée par ${codes}`,
  facts: 'Éléments de preuve',
  yes: 'oui',
  no: 'non',
  andMore: (shown: string) => `et ${shown} de plus`,
  openServer: 'Le serveur',
  codes: {
    'data.backup-or-dump': {
      title: 'Une sauvegarde, un export de base ou un fichier de clés se trouve sur le serveur.',
      advice:
        'Déplacez-le là où seuls ceux qui en ont besoin peuvent le lire ; changez toute clé et tout mot de passe qui y figurait.',
    },
    'data.ours-exposed': {
      title: 'Un fichier du serveur contient des lignes de vos tables, lisibles sur place.',
      advice:
        'Retirez le fichier sans attendre et gardez-en une copie comme preuve ; prévenez les responsables nommés ; cherchez dans les journaux qui l’a téléchargé.',
    },
    'data.over-extraction': {
      title: 'Un extrait contient des colonnes qui ne devaient pas être extraites.',
      advice: 'N’extrayez que les colonnes convenues, et supprimez les autres.',
    },
    'data.special-category': {
      title:
        'Un fichier du serveur contient des données des plus sensibles : santé, NIR, identifiants ou argent.',
      advice:
        'Retirez-le en premier ; de telles données aggravent le risque pour les personnes, et avec lui le devoir de les prévenir (RGPD, article 34).',
    },
    'data.stale-extract': {
      title: 'Un fichier de données reste sur le serveur plus longtemps qu’il ne devrait.',
      advice: 'Supprimez-le, et faites supprimer d’office les extraits une fois récupérés.',
    },
    'data.unencrypted': {
      title: 'Un fichier de données personnelles se trouve sur le serveur sans chiffrement valable.',
      advice:
        'Chiffrez les extraits avant de les déposer (age, GnuPG, ZIP avec AES), et transmettez la clé par une autre voie.',
    },
    'ftp.announces-internal-address': {
      title:
        'Le serveur FTP annonce une adresse de son réseau interne, ou d’un autre hôte, pour les données.',
      advice: 'Réglez l’adresse annoncée sur son adresse publique (vsftpd : pasv_address).',
    },
    'ftp.anonymous-lists': {
      title: 'Le serveur FTP montre ses dossiers à n’importe qui.',
      advice: 'Désactivez l’accès anonyme, ou retirez au compte anonyme le droit de lister.',
    },
    'ftp.anonymous-login': {
      title: 'Le serveur FTP laisse entrer n’importe qui sans compte.',
      advice:
        'Désactivez l’accès anonyme (vsftpd : anonymous_enable=NO) et donnez à chacun son propre compte.',
    },
    'ftp.anonymous-reads': {
      title: 'Le serveur FTP donne ses fichiers à n’importe qui.',
      advice:
        'Désactivez l’accès anonyme, puis cherchez dans le journal des transferts qui a pris ces fichiers et depuis quand.',
    },
    'ftp.claims-writable': {
      title: 'Le serveur FTP dit que quiconque voit ces dossiers peut y écrire.',
      advice: 'Retirez au compte anonyme le droit d’écrire, et cherchez des fichiers qui ne sont pas à vous.',
    },
    'ftp.clear-text-data': {
      title: 'Le serveur FTP envoie les fichiers sans chiffrement : ils sont lisibles en chemin.',
      advice: 'Exigez TLS pour les données (vsftpd : force_local_data_ssl=YES).',
    },
    'ftp.clear-text-login': {
      title:
        'Le serveur FTP accepte les connexions sans TLS : identifiants et mots de passe sont lisibles en chemin.',
      advice:
        'Exigez TLS à la connexion (vsftpd : force_local_logins_ssl=YES) et changez les mots de passe qui ont servi.',
    },
    'ftp.served-outside-root': {
      title: 'Le serveur FTP sert un contenu situé hors du dossier qu’il doit servir.',
      advice: 'Retirez le lien, et enfermez les sessions dans leur dossier (chroot).',
    },
    'http.clear-text': {
      title:
        'Le serveur web fonctionne sans TLS : fichiers et identifiants peuvent être lus et modifiés en chemin.',
      advice: 'Servez en https seulement, et renvoyez-y les requêtes http.',
    },
    'http.open-bucket': {
      title: 'Le compartiment liste ses objets à n’importe qui.',
      advice:
        'Bloquez l’accès public au compartiment, et distribuez les fichiers par des liens signés qui expirent.',
    },
    'http.open-listing': {
      title: 'Le serveur web liste les fichiers de ses dossiers à n’importe qui.',
      advice:
        'Désactivez les listes (nginx : autoindex off, Apache : Options -Indexes) et demandez une authentification.',
    },
    'http.served-outside-root': {
      title: 'Le serveur web sert un contenu situé hors du dossier qu’il doit servir.',
      advice:
        'Retirez le lien, et interdisez ceux qui sortent du dossier (nginx : disable_symlinks, Apache : SymLinksIfOwnerMatch).',
    },
    'http.unauthenticated-download': {
      title: 'Le serveur web donne ses fichiers à n’importe qui.',
      advice:
        'Demandez une authentification pour chaque fichier, puis cherchez dans le journal d’accès qui les a pris et depuis quand.',
    },
    'http.webdav-open': {
      title:
        'WebDAV est ouvert à n’importe qui : les dossiers sont listés, fichiers cachés compris, et peut-être modifiables.',
      advice:
        'Demandez une authentification pour WebDAV, ou désactivez-le ; cherchez des fichiers qui ne sont pas à vous.',
    },
    'leak.present-on': {
      title: 'Des lignes d’un fichier divulgué se trouvent dans un fichier de ce serveur.',
      advice:
        'Traitez le serveur comme une source possible de la fuite : gardez ses journaux et une copie, puis retirez le fichier.',
    },
    'sweep.changed': {
      title: 'Le serveur a changé depuis le dernier balayage.',
      advice: 'Vérifiez que le changement vient de vous ; sinon, gardez les journaux.',
    },
    'sweep.unreachable': {
      title: 'Le balayage n’a pas pu examiner le serveur : on ignore ce qui s’y trouve à présent.',
      advice:
        'Vérifiez que le serveur fonctionne, que le mandat tient toujours et que les identifiants sont encore valables.',
    },
    'tls.certificate': {
      title: 'Le certificat du serveur n’est pas valable, vaut pour un autre nom ou expire bientôt.',
      advice: 'Installez un certificat à ce nom d’une autorité reconnue, et faites-le renouveler d’office.',
    },
    'tls.outdated': {
      title: 'Le serveur accepte des versions de TLS connues pour être cassées.',
      advice: 'N’autorisez que TLS 1.2 et 1.3.',
    },
  },
};
