import { LimitedArea } from '../../parts/Limited';
import { strings } from '../parts/strings';

interface Props {
  value: string;
  onChange(note: string): void;
  'data-autofocus'?: boolean;
}

/** The note of a version. */
export function Note({ value, onChange, ...others }: Props) {
  return (
    <LimitedArea
      {...others}
      label={strings.note}
      placeholder={strings.noteHint}
      most={500}
      autosize
      minRows={2}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}
