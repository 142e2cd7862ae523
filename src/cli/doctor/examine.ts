import { statSync } from 'node:fs';
import type { Settings } from '../../config/settings.ts';
import { RowprintError } from '../../core/errors.ts';
import { formatBytes, formatCount, formatDuration, formatShare } from '../../core/units.ts';
import { tryKernel } from '../../pipelines/engine/load-kernel.ts';
import type { DoctorReport } from '../../reports/doctor-report.ts';
import { databasePath, openStore } from '../../store/home.ts';
import { loadDriver } from '../../store/sqlite/load-driver.ts';
import { diagnose } from './diagnose.ts';
import { examinationsOf, type OpenHome } from './examinations.ts';

/** `doctor`: look at the installation with these settings. `readKeyId` reads the master key and gives its id. */
export async function examine(settings: Settings, readKeyId: () => Promise<string>): Promise<DoctorReport> {
  return diagnose(
    examinationsOf({
      nodeVersion: process.versions.node,
      leastNodeVersion: '20.19',
      home: settings.home,
      keyFile: settings.key === null ? settings.keyFile : 'from ROWPRINT_KEY',
      loadDriver,
      loadKernel: tryKernel,
      threads: settings.threads,
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
