import { formatCount, formatShare } from '../core/units.ts';
import type { AlertLanguage, OutgoingAlert } from './outgoing-alert.ts';

/** An alert in words. */
export interface AlertWords {
  readonly subject: string;
  readonly sentences: readonly string[];
}

/** Say in a language what an alert tells. */
export function alertWords(alert: OutgoingAlert, language: AlertLanguage): AlertWords {
  return language === 'fr' ? inFrench(alert) : inEnglish(alert);
}

function inEnglish(alert: OutgoingAlert): AlertWords {
  switch (alert.event) {
    case 'exposure.new': {
      const more = alert.more
        ? [`${formatCount(alert.more)} more, no worse, were found in the same sweep.`]
        : [];
      return {
        subject: `New exposure on ${alert.endpoint}: ${alert.code}, ${alert.severity}`,
        sentences: [`${alert.title}`, ...more, 'Open the exposure to see what to do.'],
      };
    }
    case 'overlap.above':
      return {
        subject: `${formatShare(alert.share)} of the rows of ${alert.suspect} are ours`,
        sentences: [
          `${formatShare(alert.share)} of the rows of ${alert.suspect} were found in our tables: ${formatCount(alert.persons)} people.`,
          'Read the report, and open a case where it is a breach: the clock of art. 33 runs from when you are aware of it.',
        ],
      };
    case 'sweep.failing':
      return {
        subject: `${alert.endpoint} was not reached ${formatCount(alert.failures)} times in a row`,
        sentences: [
          `The last ${formatCount(alert.failures)} sweeps of ${alert.endpoint} failed, the last one with ${alert.code}.`,
          'As long as it is not reached nothing is known of what lies on it.',
        ],
      };
    case 'case.clock':
      return {
        subject: `${alert.title}: ${hoursInEnglish(alert.hoursLeft)}`,
        sentences: [
          `The notification of the case ${alert.title} is due at ${alert.dueAt} (UTC): ${hoursInEnglish(alert.hoursLeft)}.`,
          'An initial notification may be completed later (art. 33(4) GDPR).',
        ],
      };
    case 'test':
      return {
        subject: `Test of the channel ${alert.channel}`,
        sentences: ['This is a test: alerts arrive here.'],
      };
  }
}

function inFrench(alert: OutgoingAlert): AlertWords {
  switch (alert.event) {
    case 'exposure.new': {
      const more = alert.more
        ? [`${frenchCount(alert.more)} autres, de gravité au plus égale, ont été trouvées au même passage.`]
        : [];
      return {
        subject: `Nouvelle exposition sur ${alert.endpoint} : ${alert.code}, gravité ${FRENCH_SEVERITY[alert.severity]}`,
        sentences: [`${alert.title}`, ...more, 'Ouvrez l’exposition pour voir que faire.'],
      };
    }
    case 'overlap.above':
      return {
        subject: `${frenchShare(alert.share)} des lignes de ${alert.suspect} sont les nôtres`,
        sentences: [
          `${frenchShare(alert.share)} des lignes de ${alert.suspect} ont été retrouvées dans nos tables : ${frenchCount(alert.persons)} personnes.`,
          'Lisez le rapport et ouvrez un dossier s’il s’agit d’une violation : le délai de l’article 33 court dès que vous en avez connaissance.',
        ],
      };
    case 'sweep.failing':
      return {
        subject: `${alert.endpoint} injoignable ${frenchCount(alert.failures)} fois de suite`,
        sentences: [
          `Les ${frenchCount(alert.failures)} derniers passages sur ${alert.endpoint} ont échoué, le dernier avec ${alert.code}.`,
          'Tant que le serveur n’est pas joint, on ne sait rien de ce qui s’y trouve.',
        ],
      };
    case 'case.clock':
      return {
        subject: `${alert.title} : ${hoursInFrench(alert.hoursLeft)}`,
        sentences: [
          `La notification du dossier ${alert.title} est due le ${alert.dueAt} (UTC) : ${hoursInFrench(alert.hoursLeft)}.`,
          'Une notification initiale peut être complétée ensuite (art. 33, paragraphe 4, du RGPD).',
        ],
      };
    case 'test':
      return {
        subject: `Essai du canal ${alert.channel}`,
        sentences: ['Ceci est un essai : les alertes arrivent ici.'],
      };
  }
}

const FRENCH_SEVERITY = {
  info: 'pour information',
  low: 'faible',
  medium: 'moyenne',
  high: 'élevée',
  critical: 'critique',
} as const;

function hoursInEnglish(hoursLeft: number): string {
  const hours = Math.floor(Math.abs(hoursLeft));
  const counted = `${formatCount(hours)} hour${hours === 1 ? '' : 's'}`;
  return hoursLeft <= 0 ? `the deadline passed ${counted} ago` : `${counted} left to notify`;
}

function hoursInFrench(hoursLeft: number): string {
  const hours = Math.floor(Math.abs(hoursLeft));
  const counted = `${frenchCount(hours)} heure${hours < 2 ? '' : 's'}`;
  return hoursLeft <= 0 ? `délai dépassé depuis ${counted}` : `il reste ${counted} pour notifier`;
}

/** French writes thousands apart and a comma before decimals. */
function frenchCount(count: number): string {
  return formatCount(count).replaceAll(',', '\u202f');
}

function frenchShare(share: number): string {
  return formatShare(share).replace('.', ',');
}
