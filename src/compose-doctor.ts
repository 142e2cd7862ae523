import { statSync } from 'node:fs';
import { KeyRing } from '../fingerprints/keys.ts';
import { diagnose } from './cli/doctor/diagnose.ts';
import { examinationsOf, type OpenHome } from './cli/doctor/examinations.ts';
import { loadMasterKey, type Settings } from './config/settings.ts';
import { RowprintError } from './core/errors.ts';
import { formatBytes, formatCount, formatDuration, formatShare } from './core/units.ts';
import type { DoctorReport } from './reports/doctor-report.ts';
import { databasePath, openStore } from './store/home.ts';

/** `doctor`: look at the installation with these settings. */
export async function examine(settings: Settings): Promise<DoctorReport> {
  const readKeyId = async (): Promise<string> => new KeyRing(await loadMasterKey(settings)).keyId;
  return diagnose(
    examinationsOf({
      nodeVersion: process.versions.node,
      leastNodeVersion: '20.19',
      home: settings.home,
      keyFile: settings.key === null ? settings.keyFile : 'from ROWPRINT_KEY',
      loadDriver: async () => {
        const { default: Database } = await import('better-sqlite3');
        new Database(':memory:').close();
      },
      readKeyId,
      openHome: async () => openHome(settings.home, await readKeyId()),
      limits: [
        ['longest cell', `${formatCount(settings.maxCellChars)} characters`],
        ['columns of a row', formatCount(settings.maxColumns)],
        ['bytes of a file', formatBytes(settings.maxFileBytes)],
        ['growth of a compressed file', `${formatCount(settings.maxRatio)} times`],
        ['chance matches among rows claimed', formatShare(settings.maxFalseShare)],
        ['wait for a statement', formatDuration(settings.statementTimeoutMs)],
        ['wait for a connection', formatDuration(settings.connectTimeoutMs)],
      ],
    }),
  );
}

async function openHome(home: string, keyId: string): Promise<OpenHome> {
  const store = await openStore(home, keyId);
  const [tables, prints] = await Promise.all([store.tables.list(), store.prints.list()]);
  return {
    tables: tables.length,
    prints: prints.length,
    bytes: statSync(databasePath(home)).size,
    async quickCheck() {
      try {
        await store.verify();
        return [];
      } catch (failure) {
        if (failure instanceof RowprintError) return [failure.message];
        throw failure;
      }
    },
    close: () => store.close(),
  };
}
