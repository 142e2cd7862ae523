import { Choices, Tick } from '../pieces/choices.tsx';
import type { Visit } from '../visit.ts';
import { ROLES, type Role } from './roles.ts';

interface RoleFieldProps {
  readonly visit: Visit;
  readonly value: Role;
  /** The most that can be chosen. */
  readonly most?: Role;
}

/** The roles, each with what it may do. Read by `roleIn`. */
export function RoleField({ visit, value, most = 'admin' }: RoleFieldProps) {
  return (
    <Choices legend={visit.words.users.role}>
      {ROLES.slice(0, ROLES.indexOf(most) + 1).map((role) => (
        <Tick
          name="role"
          radio={role}
          label={visit.words.shell.roles[role]}
          hint={visit.words.admin.roleMeans[role]}
          isChecked={role === value}
        />
      ))}
    </Choices>
  );
}
