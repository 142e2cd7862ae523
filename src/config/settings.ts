import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { UsageError } from '../core/errors.ts';
import type { Secret } from '../core/secret.ts';
import { userConfigFolder } from './config-folder.ts';
import { parseMasterKey, readKeyFile } from './key-file.ts';
import { OPTION_TYPES, type OptionType, type OptionValue } from './option-types.ts';
import type { Option } from './options/option.ts';
import { OPTIONS, type OptionName } from './options.ts';

/** The main thread, which reads the file and hands out its parts, gets no faster with them. Not measured beyond. */
const MAX_DEFAULT_THREADS = 8;

type OwnDefaults = { readonly [N in OptionName]?: string };

/** Settings whose absence means something. */
type OptionalName = {
  [N in OptionName]: (typeof OPTIONS)[N]['default'] extends null ? N : never;
}[OptionName];

/** Every setting, checked. Paths are absolute, numbers in the unit of their option. */
export type Settings = {
  readonly [N in OptionName]:
    | OptionValue<(typeof OPTIONS)[N]['type']>
    | (N extends OptionalName ? null : never);
};

/** Where settings come from. Everything is a text, as a person wrote it. */
export interface SettingSources {
  /** Default: the environment of the process. A variable that is set to nothing counts as not set. */
  readonly env?: NodeJS.ProcessEnv;
  /** Flags by option name; those of other names are not ours and are ignored. */
  readonly flags?: Readonly<Record<string, unknown>>;
  /** Folder that holds the folder `rowprint` with the default key file. Default: the user's. */
  readonly configFolder?: string;
  /** Processors this process may run on. Default: those of the machine, or of its container. */
  readonly processors?: number;
}

/** One setting as `--help` and the table of docs/settings.md show it. */
export interface SettingDescription {
  readonly name: OptionName;
  /** '--key-file', or null for secrets, which have none. */
  readonly flag: string | null;
  readonly env: string;
  /** How a value is written. */
  readonly written: string;
  readonly unit: Option['unit'];
  readonly default: string | null;
  readonly sentence: string;
  readonly secret: boolean;
}

/**
 * Read every setting: flag, else environment, else default.
 * @throws {UsageError} at the first value that is not written as its option wants; the value is quoted unless secret
 */
export function loadSettings(sources: SettingSources = {}): Settings {
  const env = sources.env ?? process.env;
  const flags = sources.flags ?? {};
  const ownDefaults = defaultsOfThisMachine(sources, env);
  const settings = optionNames().map((name) => [name, readSetting(name, env, flags, ownDefaults)]);
  return Object.fromEntries(settings) as Settings;
}

/** The options in the order they are declared, for help texts and manuals. */
export function describeSettings(): readonly SettingDescription[] {
  return optionNames().map((name) => {
    const option: Option = OPTIONS[name];
    const secret = option.secret === true;
    return {
      name,
      flag: secret ? null : flagOf(name),
      env: option.env,
      written: OPTION_TYPES[option.type].written,
      unit: option.unit,
      default: option.default,
      sentence: option.sentence,
      secret,
    };
  });
}

/**
 * The 32 bytes of the master key, from the environment where it is given there, else from the key file.
 * @throws {UsageError} see readKeyFile
 */
export async function loadMasterKey(settings: {
  readonly key: Secret | null;
  readonly keyFile: string;
}): Promise<Uint8Array> {
  const given = settings.key ? parseMasterKey(settings.key.reveal()) : null;
  return given ?? (await readKeyFile(settings.keyFile));
}

function optionNames(): readonly OptionName[] {
  return Object.keys(OPTIONS) as OptionName[];
}

function readSetting(
  name: OptionName,
  env: NodeJS.ProcessEnv,
  flags: Readonly<Record<string, unknown>>,
  ownDefaults: OwnDefaults,
): unknown {
  const option: Option = OPTIONS[name];
  const flag = option.secret ? undefined : flags[name];
  if (flag !== undefined) return parse(option, textOf(flag), flagOf(name));
  const variable = env[option.env];
  if (variable) return parse(option, variable, option.env);
  const standard = ownDefaults[name] ?? option.default;
  return standard === null ? null : parse(option, standard, 'default');
}

/** Defaults that the options can only describe, as a person would write them here. */
function defaultsOfThisMachine(sources: SettingSources, env: NodeJS.ProcessEnv): OwnDefaults {
  const configFolder = sources.configFolder ?? userConfigFolder(env);
  const processors = sources.processors ?? availableParallelism();
  return {
    keyFile: join(configFolder, 'rowprint', 'key'),
    threads: String(Math.min(processors, MAX_DEFAULT_THREADS)),
  };
}

/** A flag without a value comes as `true`; anything but a text or a number is no value of ours. */
function textOf(flag: unknown): string {
  return typeof flag === 'string' || typeof flag === 'number' ? String(flag) : '';
}

function parse(option: Option, text: string, from: string): OptionValue<OptionType> {
  const { schema, written } = OPTION_TYPES[option.type];
  const result = schema.safeParse(text);
  if (result.success) return result.data;
  const quoted = option.secret ? 'the value' : JSON.stringify(text);
  throw new UsageError(`${from}: ${quoted} is not ${written}`);
}

function flagOf(name: OptionName): string {
  return `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}
