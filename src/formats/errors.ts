import { RowprintError } from '../core/errors.ts';

/**
 * The bytes are not what the format promises, so that nothing (more) can be read. The message names the file, the byte
 * offset and the way out, never its content. What had been read before stays read.
 */
export class MalformedFileError extends RowprintError {
  readonly code = 'RP_MALFORMED_FILE';
}

/** The bytes could not be fetched: no permission, a broken disk, a connection that ended. */
export class SourceUnreadableError extends RowprintError {
  readonly code = 'RP_SOURCE_UNREADABLE';
}
