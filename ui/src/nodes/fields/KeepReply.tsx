import { Switch } from '@mantine/core';

interface Props {
  kept: boolean | undefined;
  onChange(kept: false | undefined): void;
}

/** Whether the reply of a call is kept with the step; it is unless its author says otherwise. */
export function KeepReply({ kept, onChange }: Props) {
  return (
    <Switch
      label="Keep the reply"
      description="Turn it off for tokens and personal data: later steps and people cannot read it then"
      checked={kept !== false}
      onChange={(event) => onChange(event.currentTarget.checked ? undefined : false)}
    />
  );
}
