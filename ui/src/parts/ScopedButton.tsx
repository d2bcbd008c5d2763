import { Button, type ButtonProps, Tooltip } from '@mantine/core';
import { type Role, type Scope, useMay, useSession } from '../api/session';
import { strings } from './strings';

interface Props extends ButtonProps {
  scope: Scope;
  /** The action, as in "Your role, editor, cannot publish." */
  verb: string;
  onClick: () => void;
}

/** A button that is gray, and says why, for people who may not do what it does. */
export function ScopedButton({ scope, verb, onClick, ...props }: Props) {
  const may = useMay();
  const role = useSession()?.role;
  return may(scope) ? (
    <Button {...props} onClick={onClick} />
  ) : (
    <Tooltip label={barred(role, verb)} multiline maw={300} events={EVENTS}>
      {/* Not disabled, so that the keyboard reaches the reason. */}
      <Button {...props} data-disabled aria-disabled onClick={(event) => event.preventDefault()} />
    </Tooltip>
  );
}

const EVENTS = { hover: true, focus: true, touch: true };

const barred = (role: Role | undefined, verb: string): string =>
  strings.barred(role ? strings.roles[role] : '', verb);
