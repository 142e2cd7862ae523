import { severityRank } from '../../core/severity.ts';
import type { AlertMessage } from '../outgoing-alert.ts';

/** Version of the schema that the finding is written in. */
const OCSF_VERSION = '1.5.0';
const CLASS_UID = 2006;
const CREATE = 1;
/** 'Data Discovery & Classification' and 'Personal'. */
const DISCOVERY = 4;
const PERSONAL = 1;
const AT_REST = 1;

/**
 * An alert as an OCSF Data Security Finding (class 2006 of category 2, Findings).
 * Source: https://schema.ocsf.io/1.5.0/classes/data_security_finding
 */
export function ocsfFinding(message: AlertMessage, version: string): Readonly<Record<string, unknown>> {
  const timeMs = Date.parse(message.raisedAt);
  const { event, ...facts } = message.alert;
  return {
    activity_id: CREATE,
    activity_name: 'Create',
    category_uid: 2,
    category_name: 'Findings',
    class_uid: CLASS_UID,
    class_name: 'Data Security Finding',
    type_uid: CLASS_UID * 100 + CREATE,
    time: timeMs,
    // 'info' is 1 there, 'critical' 5.
    severity_id: severityRank(message.severity) + 1,
    status_id: 1,
    is_alert: event !== 'test',
    message: message.subject,
    metadata: {
      version: OCSF_VERSION,
      uid: message.id,
      event_code: event,
      product: { name: 'Rowprint', vendor_name: 'Rowprint', version },
    },
    finding_info: {
      uid: subjectOf(message),
      title: message.subject,
      desc: message.sentences.join(' '),
      created_time: timeMs,
      types: [event],
      ...(message.link === null ? {} : { src_url: message.link }),
    },
    data_security: {
      category_id: PERSONAL,
      data_lifecycle_state_id: AT_REST,
      detection_system_id: DISCOVERY,
      ...patternOf(message),
    },
    ...placeOf(message),
    unmapped: facts,
  };
}

/** What the finding is about: findings with the same one belong together. */
function subjectOf({ alert, id }: AlertMessage): string {
  switch (alert.event) {
    case 'exposure.new':
      return alert.exposure;
    case 'overlap.above':
      return alert.report;
    case 'sweep.failing':
      return alert.endpoint;
    case 'case.clock':
      return alert.case;
    case 'test':
      return id;
  }
}

function patternOf({ alert }: AlertMessage): { readonly detection_pattern?: string } {
  return 'code' in alert ? { detection_pattern: alert.code } : {};
}

function placeOf({ alert }: AlertMessage): Readonly<Record<string, unknown>> {
  if (alert.event === 'overlap.above') return { file: { name: alert.suspect, type_id: 1 } };
  return 'endpoint' in alert ? { dst_endpoint: { name: alert.endpoint } } : {};
}
