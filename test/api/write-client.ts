import { writeFileSync } from 'node:fs';
import { CLIENT_SCHEMA, clientSchema } from './client-schema.ts';

// `npm run client`: brings the types of the client up to date.
writeFileSync(new URL(`../../${CLIENT_SCHEMA}`, import.meta.url), await clientSchema());
