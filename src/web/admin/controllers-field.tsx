import { visible } from '../../reports/visible.ts';
import { Choices, Tick } from '../pieces/choices.tsx';
import type { Visit } from '../visit.ts';
import { controllerField } from './controllers.ts';

interface ControllersFieldProps {
  readonly visit: Visit;
  /** What can be chosen from; what is chosen is offered besides, where its tables are gone. */
  readonly known: readonly string[];
  /** Null: all. */
  readonly chosen: readonly string[] | null;
}

/** Which controllers somebody, or a token, may see. Read by `controllersIn`. */
export function ControllersField({ visit, known, chosen }: ControllersFieldProps) {
  const words = visit.words.admin;
  const offered = [...new Set([...known, ...(chosen ?? [])])];
  return (
    <Choices legend={words.sees}>
      <Tick name="sees" radio="all" label={words.seesAll} isChecked={chosen === null} />
      {offered.length === 0 ? (
        <p class="hint">{words.noControllers}</p>
      ) : (
        <>
          <Tick name="sees" radio="some" label={words.seesSome} isChecked={chosen !== null} />
          <div class="inner">
            {offered.map((controller, number) => (
              <Tick
                id={`field-controller-${number}`}
                name={controllerField(controller)}
                label={visible(controller)}
                isChecked={chosen?.includes(controller) ?? false}
              />
            ))}
          </div>
        </>
      )}
    </Choices>
  );
}

/** The controllers that somebody sees, in words. */
export function seenText(visit: Visit, controllers: readonly string[] | null): string {
  if (controllers === null) return visit.words.admin.all;
  return controllers.length === 0 ? visit.words.admin.none : controllers.map(visible).join(', ');
}
