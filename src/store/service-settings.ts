/** What an admin sets while the service runs. */
export interface ServiceSettings {
  readonly organisation: string;
  /** The data protection officer, or who else is named to the authority. */
  readonly contact: string;
  /** Art. 33(1) GDPR: 72. */
  readonly notificationHours: number;
  /** Hours before the deadline from which cases raise alerts, each once. */
  readonly clockWarningHours: readonly number[];
  readonly spoolHours: number;
  /** Bytes that one user's uploads may take at once. */
  readonly userQuotaBytes: number;
  /** Reports older than this and in no case are erased; 0: never. */
  readonly reportDays: number;
  /** Overlaps from this share on propose a case. */
  readonly caseFromShare: number;
  readonly language: 'en' | 'fr';
}

/** What holds before an admin says otherwise. */
export const DEFAULT_SERVICE_SETTINGS: ServiceSettings = {
  organisation: '',
  contact: '',
  notificationHours: 72,
  clockWarningHours: [48, 24, 6],
  spoolHours: 24,
  userQuotaBytes: 100 * 2 ** 30,
  reportDays: 0,
  caseFromShare: 0.01,
  language: 'en',
};

/** The settings in the home. */
export interface ServiceSettingStore {
  get(): Promise<ServiceSettings>;
  change(changes: Partial<ServiceSettings>): Promise<ServiceSettings>;
}
