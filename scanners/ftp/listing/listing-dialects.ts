import { as400 } from './dialects/as400.ts';
import { dos } from './dialects/dos.ts';
import { eplf } from './dialects/eplf.ts';
import { mac } from './dialects/mac.ts';
import { mlsd } from './dialects/mlsd.ts';
import { mvs } from './dialects/mvs.ts';
import { netware } from './dialects/netware.ts';
import { nonstop } from './dialects/nonstop.ts';
import { os2 } from './dialects/os2.ts';
import { unix } from './dialects/unix.ts';
import { vms } from './dialects/vms.ts';
import type { ListingDialect } from './listing-dialect.ts';

/** Every dialect but bare names, which fit anything. Of two that read as many lines the first is taken. */
export const LISTING_DIALECTS: readonly ListingDialect[] = [
  mlsd,
  eplf,
  mac,
  unix,
  dos,
  netware,
  vms,
  mvs,
  as400,
  os2,
  nonstop,
];
