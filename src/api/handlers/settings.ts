import type { OpenAPIHono } from '@hono/zod-openapi';
import type { ServiceSettings } from '../../store/service-settings.ts';
import type { ApiEnv } from '../api-env.ts';
import type { ApiParts } from '../api-parts.ts';
import { askingActor } from '../asking-actor.ts';
import * as contract from '../contract/settings.ts';

type SettingParts = Pick<ApiParts, 'watch' | 'settings' | 'audit' | 'service'>;

/** Show and change the settings of the service. */
export function registerSettings(
  api: OpenAPIHono<ApiEnv>,
  { watch: { keyId }, settings, audit, service }: SettingParts,
): void {
  const facts = (current: ServiceSettings) => ({
    settings: current,
    environment: service.environment,
    version: service.version,
    keyId,
  });

  api.openapi(contract.getSettings, async (context) => context.json(facts(await settings.get()), 200));

  api.openapi(contract.changeSettings, async (context) => {
    const actor = askingActor(context);
    const given = Object.entries(context.req.valid('json')).filter(([, value]) => value !== undefined);
    const changed = await settings.change(Object.fromEntries(given));
    const noted = Object.fromEntries(given.map(([name, value]) => [name, JSON.stringify(value)]));
    await audit.note({ actor, action: 'settings.changed', object: 'settings', facts: noted });
    return context.json(facts(changed), 200);
  });
}
