import { createTransport } from 'nodemailer';
import { UsageError } from '../../core/errors.ts';
import type { Secret } from '../../core/secret.ts';
import { AlertFailedError, failureOnTheWay } from '../alert-failed-error.ts';
import type { AlertMessage, AlertSender } from '../outgoing-alert.ts';
import { parseRecipients } from './mail-target.ts';

/** What sending mail needs. */
export interface MailParts {
  /** 'smtps://user:password@host:465' or 'smtp://host:587'; null: mail was not set up. */
  readonly smtpUrl: Secret | null;
  /** The address that alerts come from. */
  readonly from: string;
  readonly timeoutMs: number;
}

type MailTransport = ReturnType<typeof createTransport>;

/** Mail in plain text, by SMTP. */
export function mailSender(parts: MailParts): AlertSender {
  return {
    kind: 'mail',
    newSecret: () => null,
    requireTarget({ target, secret }) {
      requireUrl(parts.smtpUrl);
      parseRecipients(target);
      if (secret !== null) throw new UsageError('mail is not signed: leave the secret out');
    },
    async send(message, { target }) {
      const url = requireUrl(parts.smtpUrl);
      const transport = transportTo(url, parts.timeoutMs);
      try {
        return await deliver(transport, parts.from, parseRecipients(target), message);
      } catch (cause) {
        throw mailFailure(cause, url.hostname);
      } finally {
        transport.close();
      }
    },
  };
}

function transportTo(url: URL, timeoutMs: number): MailTransport {
  const isSecure = url.protocol === 'smtps:';
  const hasLogin = url.username !== '';
  return createTransport({
    host: url.hostname.replace(/^\[(.*)\]$/, '$1'),
    port: url.port === '' ? (isSecure ? 465 : 587) : Number(url.port),
    secure: isSecure,
    // A password never goes in clear; mail without one may, to a relay of the house.
    requireTLS: hasLogin && !isSecure,
    ...(hasLogin
      ? { auth: { user: decodeURIComponent(url.username), pass: decodeURIComponent(url.password) } }
      : {}),
    connectionTimeout: timeoutMs,
    greetingTimeout: timeoutMs,
    socketTimeout: timeoutMs,
    dnsTimeout: timeoutMs,
    disableFileAccess: true,
    disableUrlAccess: true,
    logger: false,
  });
}

async function deliver(
  transport: MailTransport,
  from: string,
  to: readonly string[],
  message: AlertMessage,
): Promise<string | null> {
  const { rejected } = await transport.sendMail({
    from: { name: 'Rowprint', address: from },
    to: [...to],
    subject: `[Rowprint] ${message.subject}`,
    text: mailText(message),
    date: new Date(message.raisedAt),
    // The same at each attempt: mail servers and readers drop the repetition.
    messageId: `<${message.id}@${from.slice(from.lastIndexOf('@') + 1)}>`,
    headers: { 'auto-submitted': 'auto-generated', 'content-language': message.language },
  });
  const refused = rejected?.length ?? 0;
  return refused === 0 ? null : `${refused} of ${to.length} addresses were refused`;
}

function mailText({ sentences, link, raisedAt }: AlertMessage): string {
  return `${[...sentences, '', ...(link === null ? [] : [link, '']), raisedAt].join('\n')}\n`;
}

/** nodemailer's messages quote replies, which may quote the login: only codes are kept. */
function mailFailure(cause: unknown, host: string): AlertFailedError {
  const { responseCode, code } = cause as { readonly responseCode?: unknown; readonly code?: unknown };
  if (code === 'EAUTH')
    return new AlertFailedError(`${host}: it refused the login: see ROWPRINT_SMTP_URL`, { cause });
  if (typeof responseCode === 'number')
    return new AlertFailedError(`${host}: it answered ${responseCode}`, {
      cause,
      isLasting: responseCode >= 500 && code === 'EENVELOPE',
    });
  return failureOnTheWay(withSystemCode(cause), host);
}

/** The code of the connection's failure, which nodemailer hides under its own. */
function withSystemCode(cause: unknown): unknown {
  const { message = '', code } = cause as { readonly message?: string; readonly code?: string };
  if (code === 'ETLS')
    return new AlertFailedError('the mail server offers no TLS: the login is not sent in clear', { cause });
  const system = /\b(ECONN[A-Z]+|ETIMEDOUT|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|CERT_[A-Z_]+)\b/.exec(message);
  return system === null ? cause : Object.assign(new Error('mail', { cause }), { code: system[1] });
}

function requireUrl(smtpUrl: Secret | null): URL {
  if (smtpUrl === null)
    throw new UsageError('mail was not set up: give the mail server in ROWPRINT_SMTP_URL, and start again');
  return new URL(smtpUrl.reveal());
}
