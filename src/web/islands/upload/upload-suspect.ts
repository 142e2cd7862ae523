import { beginCheck, reportSeen } from './ask-api.ts';
import { hashFile, MOST_HASHED_BYTES } from './hash-file.ts';
import { sendFile, statusOf } from './send-file.ts';
import type { UploadForm } from './upload-form.ts';

/**
 * Upload a file and check it: SHA-256 -> seen before? -> send, the check beginning with the first byte -> the page of the
 * run, once the last byte has come: leaving before would end the upload.
 */
export async function uploadSuspect(form: UploadForm, file: File): Promise<void> {
  if (file.size === 0) return form.say('empty');
  const controller = new AbortController();
  const cancel = form.button('cancel', () => controller.abort());
  form.offer(cancel);
  addEventListener('beforeunload', stayHere);
  try {
    const sha256 = await hashed(form, file, controller.signal);
    if (sha256 !== null && !(await isWanted(form, sha256, controller.signal))) return;
    form.offer(cancel);
    const run = await sent(form, file, sha256, controller.signal);
    removeEventListener('beforeunload', stayHere);
    form.say('complete', 1);
    form.tell({ state: 'complete', run });
    location.assign(`/runs/${run}`);
  } catch (failure) {
    showFailure(form, file, failure, controller.signal.aborted);
  } finally {
    removeEventListener('beforeunload', stayHere);
  }
}

async function hashed(form: UploadForm, file: File, signal: AbortSignal): Promise<string | null> {
  if (file.size > MOST_HASHED_BYTES) return null;
  form.say('hashing', 0);
  return hashFile(file, signal, (bytes) => form.say('hashing', bytes / file.size));
}

/** Whether it is to be uploaded: where it was seen before, a person says so. */
async function isWanted(form: UploadForm, sha256: string, signal: AbortSignal): Promise<boolean> {
  const report = await reportSeen(sha256, signal);
  if (report === null) return true;
  form.say('seen');
  form.tell({ state: 'seen' });
  removeEventListener('beforeunload', stayHere);
  await new Promise<void>((resolve) => {
    const open = form.link('open-report', `/reports/${report}`);
    form.offer(open, form.button('check-anyway', resolve));
    open.focus();
  });
  addEventListener('beforeunload', stayHere);
  return !signal.aborted;
}

/** Send it, and the id of the run that checks it meanwhile. */
async function sent(
  form: UploadForm,
  file: File,
  sha256: string | null,
  signal: AbortSignal,
): Promise<string> {
  let checking: Promise<string> | null = null;
  form.say('uploading', 0);
  await sendFile(file, sha256, signal, {
    onBegun(suspect) {
      checking ??= beginCheck(suspect).then((run) => {
        form.tell({ state: 'uploading', suspect, run });
        return run;
      });
      // It is waited for below; until then a refusal is nobody's surprise.
      checking.catch(() => undefined);
    },
    onSent: (bytes) => form.say('uploading', bytes / file.size),
    onLost: () => form.say('resuming'),
  });
  form.say('starting', 1);
  if (checking === null) throw new Error('the upload ended before it began');
  return checking;
}

function showFailure(form: UploadForm, file: File, failure: unknown, isCancelled: boolean): void {
  const isTooLarge = [413, 507].includes(statusOf(failure));
  form.say(isCancelled ? 'cancelled' : isTooLarge ? 'too-large' : 'failed');
  form.tell({ state: isCancelled ? 'cancelled' : 'failed' });
  form.offer(form.button('retry', () => void uploadSuspect(form, file)));
}

function stayHere(event: BeforeUnloadEvent): void {
  event.preventDefault();
}
