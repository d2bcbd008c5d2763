// Fetched together, at the first sign of use.
export { ClearDialog } from './ClearDialog';
export { ConflictDialog } from './ConflictDialog';
export { KeysDialog } from './KeysDialog';
export { PauseDialog } from './PauseDialog';
export { PublishDialog } from './PublishDialog';
export { SaveDialog } from './SaveDialog';
