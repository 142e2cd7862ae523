/** What the upload form says while it works; data-text-* attributes, read by its island. */
export const upload = {
  drop: 'Drop a file here, or anywhere on any page',
  choose: 'Choose a file',
  label: 'Progress of the upload',
  submit: 'Upload and check',
  noScript:
    'Uploading needs script in the browser. Without it, use the command line (rowprint check) or PUT /api/v1/suspects.',
  texts: {
    hashing: 'Computing the SHA-256 of the file …',
    uploading: 'Uploading …',
    resuming: 'The connection was lost. Going on from where it stopped …',
    complete: 'The file is complete.',
    seen: 'This file was seen before.',
    'open-report': 'Open the report',
    'check-anyway': 'Check it again all the same',
    failed: 'The upload failed.',
    retry: 'Try again',
    cancel: 'Cancel',
    cancelled: 'The upload was cancelled.',
    'too-large': 'The file is larger than your quota allows.',
    empty: 'The file is empty.',
    starting: 'Starting the check …',
  },
};
