/** Exposures: the list, and what is wrong and what to do for each code. A code that is not here is told as the API tells it. */
export const exposures = {
  title: 'Exposures',
  lead: 'What lies open on watched servers, the worst first; what concerns one file stands together.',
  sum: (exposures: string, objects: string) => `${exposures} on ${objects}, on this page.`,
  count: (count: number, shown: string) => `${shown} ${count === 1 ? 'exposure' : 'exposures'}`,
  objects: (count: number, shown: string) => `${shown} ${count === 1 ? 'object' : 'objects'}`,
  none: 'No exposure is open, as far as was looked.',
  noneAdvice: 'Sweeps raise them when a server shows more than it should.',
  noneOf: 'No exposure is like that.',
  filter: 'Which exposures',
  states: { all: 'All', open: 'Open', closed: 'Closed' },
  severity: 'Severity',
  server: 'Server',
  anySeverity: 'All',
  anyServer: 'All',
  apply: 'Show',
  on: (path: string, server: string) => `${path} on ${server}`,
  toDo: 'What to do',
  proofs: { proven: 'proven', claimed: 'the server claims it', unproven: 'not proven' },
  firstSeen: (when: string) => `first seen ${when}`,
  raisedBy: (codes: string) => `raised by ${codes}`,
  facts: 'Evidence',
  yes: 'yes',
  no: 'no',
  andMore: (shown: string) => `and ${shown} more`,
  openServer: 'The server',
  codes: {
    'data.backup-or-dump': {
      title: 'A backup, a dump of a database, or a file with keys lies on the server.',
      advice:
        'Move it to where only those who need it can read it; change every key and password that stood in it.',
    },
    'data.ours-exposed': {
      title: 'A file on the server holds rows of your tables that can be read there.',
      advice:
        'Take the file off now and keep a copy as evidence; tell the controllers named; look in the logs for who fetched it.',
    },
    'data.over-extraction': {
      title: 'An extract holds columns that were not to be extracted.',
      advice: 'Extract only the columns that were agreed on, and delete the ones that were not.',
    },
    'data.special-category': {
      title: 'A file on the server holds data of the gravest kind: health, NIR, logins or money.',
      advice:
        'Take it off first; such data raise the risk to people, and with it the duty to tell them (GDPR, article 34).',
    },
    'data.stale-extract': {
      title: 'A file with data lies on the server longer than it should.',
      advice: 'Delete it, and have extracts deleted by themselves once they were fetched.',
    },
    'data.unencrypted': {
      title: 'A file with personal data lies on the server without encryption that holds.',
      advice:
        'Encrypt extracts before they are put on a server (age, GnuPG, ZIP with AES), and send the key another way.',
    },
    'ftp.announces-internal-address': {
      title: 'The FTP server names an address of its own network, or of another host, for data connections.',
      advice: 'Set the address that the server announces to its public one (vsftpd: pasv_address).',
    },
    'ftp.anonymous-lists': {
      title: 'The FTP server shows its folders to anybody.',
      advice: 'Switch anonymous access off, or take the right to list from the anonymous account.',
    },
    'ftp.anonymous-login': {
      title: 'The FTP server lets anybody log in without an account.',
      advice:
        'Switch anonymous access off (vsftpd: anonymous_enable=NO) and give each user an account of their own.',
    },
    'ftp.anonymous-reads': {
      title: 'The FTP server gives files to anybody.',
      advice:
        'Switch anonymous access off, then look in the transfer log for who fetched these files and since when.',
    },
    'ftp.claims-writable': {
      title: 'The FTP server says that whoever sees these folders may write to them.',
      advice: 'Take the right to write from the anonymous account, and look for files that are not yours.',
    },
    'ftp.clear-text-data': {
      title: 'The FTP server sends files without encryption, so that they can be read on the way.',
      advice: 'Require TLS for data connections (vsftpd: force_local_data_ssl=YES).',
    },
    'ftp.clear-text-login': {
      title:
        'The FTP server takes logins without TLS, so that user names and passwords can be read on the way.',
      advice:
        'Require TLS for logins (vsftpd: force_local_logins_ssl=YES) and change the passwords that were used.',
    },
    'ftp.served-outside-root': {
      title: 'The FTP server serves something that lies outside the folder it is meant to serve.',
      advice: 'Remove the link, and lock sessions into their folder (chroot).',
    },
    'http.clear-text': {
      title: 'The web server works without TLS, so that files and logins can be read and changed on the way.',
      advice: 'Serve by https only, and send http requests on to it.',
    },
    'http.open-bucket': {
      title: 'The bucket lists its objects to anybody.',
      advice: 'Block public access to the bucket, and hand files out by signed links that end.',
    },
    'http.open-listing': {
      title: 'The web server lists the files of its folders to anybody.',
      advice: 'Switch listings off (nginx: autoindex off, Apache: Options -Indexes) and ask for a login.',
    },
    'http.served-outside-root': {
      title: 'The web server serves something that lies outside the folder it is meant to serve.',
      advice:
        'Remove the link, and forbid links that leave the folder (nginx: disable_symlinks, Apache: SymLinksIfOwnerMatch).',
    },
    'http.unauthenticated-download': {
      title: 'The web server gives files to anybody.',
      advice:
        'Ask for a login on every file, then look in the access log for who fetched them and since when.',
    },
    'http.webdav-open': {
      title: 'WebDAV is open to anybody: folders are listed, dotfiles too, and perhaps written to.',
      advice: 'Ask for a login on WebDAV, or switch it off; look for files that are not yours.',
    },
    'leak.present-on': {
      title: 'Rows of a leaked file stand in a file on this server.',
      advice:
        'Treat the server as a possible source of the leak: keep its logs and a copy, then take the file off.',
    },
    'sweep.changed': {
      title: 'The server changed since the last sweep.',
      advice: 'Check that the change was yours; if it was not, keep the logs.',
    },
    'sweep.unreachable': {
      title: 'The sweep could not look at the server: what is there now is unknown.',
      advice: 'Check that the server runs, that the mandate still holds, and that the login still works.',
    },
    'tls.certificate': {
      title: 'The certificate of the server does not hold, is for another name, or ends soon.',
      advice: 'Install a certificate for this name from a trusted authority, and have it renewed by itself.',
    },
    'tls.outdated': {
      title: 'The server accepts versions of TLS that are known to be broken.',
      advice: 'Allow TLS 1.2 and 1.3 only.',
    },
  },
};
