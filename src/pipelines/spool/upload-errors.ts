import { RowprintError } from '../../core/errors.ts';

/** More bytes came than were announced, or than a file may have. */
export class UploadTooLargeError extends RowprintError {
  readonly code = 'RP_TOO_LARGE';
}

/** The bytes are not those that were announced. They were destroyed. */
export class WrongDigestError extends RowprintError {
  readonly code = 'RP_WRONG_DIGEST';
}

/** A part of an upload is not what its checksum says. It was dropped; what came before is unchanged. */
export class WrongChecksumError extends RowprintError {
  readonly code = 'RP_WRONG_CHECKSUM';
}

/** Another request writes to the same upload. */
export class UploadBusyError extends RowprintError {
  readonly code = 'RP_UPLOAD_BUSY';
}

/** The bytes do not go on where the upload stands. */
export class UploadOffsetError extends RowprintError {
  readonly code = 'RP_UPLOAD_OFFSET';
}

/** No byte came for so long that the request was ended. What came is kept. */
export class UploadIdleError extends RowprintError {
  readonly code = 'RP_UPLOAD_IDLE';
}

/** The upload is not under way any more: complete, destroyed or failed. */
export class UploadEndedError extends RowprintError {
  readonly code = 'RP_UPLOAD_ENDED';
}

/** The connection ended before all had come. What came is kept. */
export class UploadCutOffError extends RowprintError {
  readonly code = 'RP_UPLOAD_CUT_OFF';
}
