import { TemplateField } from '../fields/TemplateField';
import type { PanelProps } from '../view';

export function SendMessagePanel({ config, change }: PanelProps<'sendMessage'>) {
  return (
    <TemplateField
      label="Message"
      pointer="/text"
      value={config.text}
      onChange={(text) => change({ text })}
      placeholder="Thanks for reaching out! We'll be with you shortly."
      rows={5}
      required
    />
  );
}
