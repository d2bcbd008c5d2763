/** Reasons why the rules of a graph refuse a connection or a node. */
export const strings = {
  leadsToItself: 'A node cannot lead to itself.',
  leadsToTrigger: 'Nothing can lead back to the trigger.',
  circle: 'This would create a loop. A workflow cannot contain loops.',
  blocked: (trigger: string) =>
    `Blocked by the trigger ${trigger}: this action would start the workflow again in an endless loop.`,
};
