// Written by the build from the records of the node kinds. Change those instead.
import {
  IconArrowsSplit2,
  IconBolt,
  IconCircleCheck,
  IconClock,
  IconFlag,
  IconMailOpened,
  IconMessage,
  IconPuzzle,
  IconRobot,
  IconSparkles,
  IconStar,
  IconStarOff,
  IconTag,
  IconTagOff,
  IconUser,
  IconWorldWww,
} from '@tabler/icons-react';
import type {
  ConditionFacts,
  ConditionField,
  KindFacts,
  NodeKind,
  VariableFacts,
} from '../api/kinds';

export const kinds: { readonly [K in NodeKind]: KindFacts<K> } = {
  "trigger" : {
    "title" : "Trigger",
    "category" : "Triggers",
    "help" : "The event that starts the workflow. There is exactly one.",
    "keywords" : "start event when",
    "icon" : IconBolt,
    "color" : "violet",
    "summary" : "When: {event}",
    "unset" : "Choose what starts this workflow",
    "handles" : [ {
      "name" : "next",
      "title" : "Next"
    } ],
    "settings" : {
      "event" : {
        "label" : "Trigger",
        "control" : "choice",
        "placeholder" : "Choose what starts this workflow",
        "required" : true,
        "choices" : [ {
          "value" : "conversation.created",
          "label" : "New Conversation"
        }, {
          "value" : "conversation.session_started",
          "label" : "New Conversation Session"
        }, {
          "value" : "conversation.ai_assigned",
          "label" : "AI Agent Assigned"
        }, {
          "value" : "conversation.user_assigned",
          "label" : "Human Agent Assigned"
        }, {
          "value" : "conversation.opened",
          "label" : "Conversation Opened"
        }, {
          "value" : "conversation.resolved",
          "label" : "Conversation Resolved"
        }, {
          "value" : "conversation.starred",
          "label" : "Conversation Starred"
        }, {
          "value" : "conversation.label_added",
          "label" : "Label Added"
        }, {
          "value" : "conversation.label_removed",
          "label" : "Label Removed"
        } ]
      }
    },
    "first" : { }
  },
  "sendMessage" : {
    "title" : "Send Message",
    "category" : "Actions",
    "group" : "Messaging",
    "help" : "Send an automated message in the conversation.",
    "keywords" : "text reply answer write say",
    "icon" : IconMessage,
    "color" : "blue",
    "summary" : "“{text}”",
    "unset" : "Write the message to send",
    "handles" : [ {
      "name" : "next",
      "title" : "Next"
    } ],
    "settings" : {
      "text" : {
        "label" : "Message",
        "control" : "template",
        "placeholder" : "Thanks for reaching out! We'll be with you shortly.",
        "required" : true,
        "lines" : 5
      }
    },
    "first" : {
      "text" : ""
    }
  },
  "openConversation" : {
    "title" : "Open Conversation",
    "category" : "Actions",
    "group" : "Conversation management",
    "help" : "Set the conversation status to Open.",
    "keywords" : "status reopen",
    "icon" : IconMailOpened,
    "color" : "teal",
    "summary" : "Set the status to Open",
    "handles" : [ {
      "name" : "next",
      "title" : "Next"
    } ],
    "causes" : [ {
      "event" : "conversation.opened"
    } ],
    "settings" : { },
    "first" : { }
  },
  "resolveConversation" : {
    "title" : "Resolve Conversation",
    "category" : "Actions",
    "group" : "Conversation management",
    "help" : "Mark the conversation as Resolved.",
    "keywords" : "status close done finish",
    "icon" : IconCircleCheck,
    "color" : "teal",
    "summary" : "Mark as Resolved",
    "handles" : [ {
      "name" : "next",
      "title" : "Next"
    } ],
    "causes" : [ {
      "event" : "conversation.resolved"
    } ],
    "settings" : { },
    "first" : { }
  },
  "starConversation" : {
    "title" : "Star Conversation",
    "category" : "Actions",
    "group" : "Conversation management",
    "help" : "Star the conversation for quick access.",
    "keywords" : "important favorite mark",
    "icon" : IconStar,
    "color" : "yellow",
    "summary" : "Star for quick access",
    "handles" : [ {
      "name" : "next",
      "title" : "Next"
    } ],
    "causes" : [ {
      "event" : "conversation.starred"
    } ],
    "settings" : { },
    "first" : { }
  },
  "unstarConversation" : {
    "title" : "Unstar Conversation",
    "category" : "Actions",
    "group" : "Conversation management",
    "help" : "Remove the star from a conversation.",
    "keywords" : "important favorite mark remove",
    "icon" : IconStarOff,
    "color" : "yellow",
    "summary" : "Remove the star",
    "handles" : [ {
      "name" : "next",
      "title" : "Next"
    } ],
    "settings" : { },
    "first" : { }
  },
  "addLabel" : {
    "title" : "Add Label",
    "category" : "Actions",
    "group" : "Labels",
    "help" : "Apply one or more labels to the conversation.",
    "keywords" : "tag mark",
    "icon" : IconTag,
    "color" : "grape",
    "summary" : "Add {labels}",
    "unset" : "Choose labels",
    "handles" : [ {
      "name" : "next",
      "title" : "Next"
    } ],
    "causes" : [ {
      "event" : "conversation.label_added"
    } ],
    "settings" : {
      "labels" : {
        "label" : "Labels to add",
        "control" : "many",
        "placeholder" : "Choose labels",
        "catalogue" : "labels",
        "required" : true
      }
    },
    "first" : {
      "labels" : [ ]
    }
  },
  "removeLabel" : {
    "title" : "Remove Label",
    "category" : "Actions",
    "group" : "Labels",
    "help" : "Remove one or more labels from the conversation.",
    "keywords" : "tag unmark",
    "icon" : IconTagOff,
    "color" : "grape",
    "summary" : "Remove {labels}",
    "unset" : "Choose labels",
    "handles" : [ {
      "name" : "next",
      "title" : "Next"
    } ],
    "causes" : [ {
      "event" : "conversation.label_removed"
    } ],
    "settings" : {
      "labels" : {
        "label" : "Labels to remove",
        "control" : "many",
        "placeholder" : "Choose labels",
        "catalogue" : "labels",
        "required" : true
      }
    },
    "first" : {
      "labels" : [ ]
    }
  },
  "assignToAi" : {
    "title" : "Assign to AI",
    "category" : "Actions",
    "group" : "Assignment",
    "help" : "Assign the conversation to a specific AI persona.",
    "keywords" : "agent bot persona route",
    "icon" : IconRobot,
    "color" : "orange",
    "summary" : "Assign to {persona}",
    "unset" : "Choose an AI persona",
    "handles" : [ {
      "name" : "next",
      "title" : "Next"
    } ],
    "causes" : [ {
      "event" : "conversation.ai_assigned"
    } ],
    "settings" : {
      "persona" : {
        "label" : "AI persona",
        "control" : "one",
        "placeholder" : "Choose an AI persona",
        "catalogue" : "personas",
        "required" : true
      }
    },
    "first" : {
      "persona" : ""
    }
  },
  "assignToUser" : {
    "title" : "Assign to User",
    "category" : "Actions",
    "group" : "Assignment",
    "help" : "Assign the conversation to a specific team member.",
    "keywords" : "agent human person route owner",
    "icon" : IconUser,
    "color" : "orange",
    "summary" : "Assign to {user}",
    "unset" : "Choose a team member",
    "handles" : [ {
      "name" : "next",
      "title" : "Next"
    } ],
    "causes" : [ {
      "event" : "conversation.user_assigned"
    } ],
    "settings" : {
      "user" : {
        "label" : "Team member",
        "control" : "one",
        "placeholder" : "Choose a team member",
        "catalogue" : "users",
        "required" : true
      }
    },
    "first" : {
      "user" : ""
    }
  },
  "aiExtraction" : {
    "title" : "AI Extraction",
    "category" : "Actions",
    "group" : "AI-powered",
    "help" : "Automatically extract labels, custom fields and sentiment from the conversation.",
    "keywords" : "sentiment classify detect",
    "icon" : IconSparkles,
    "color" : "pink",
    "summary" : "Extract labels, custom fields and sentiment",
    "unset" : "Choose what to extract",
    "handles" : [ {
      "name" : "next",
      "title" : "Next"
    } ],
    "causes" : [ {
      "event" : "conversation.label_added",
      "when" : "labels"
    } ],
    "settings" : {
      "labels" : {
        "label" : "Labels",
        "control" : "switch",
        "help" : "Add the existing labels that fit"
      },
      "allowedLabels" : {
        "label" : "Allowed labels",
        "control" : "many",
        "placeholder" : "All labels",
        "catalogue" : "labels",
        "when" : "labels"
      },
      "threshold" : {
        "label" : "Confidence needed",
        "control" : "number",
        "help" : "Labels with a lower confidence are not added. Leave it empty to use the workspace's setting.",
        "least" : 0.0,
        "most" : 1.0,
        "when" : "labels"
      },
      "fields" : {
        "label" : "Custom fields",
        "control" : "many",
        "placeholder" : "Choose fields to fill",
        "catalogue" : "fields"
      },
      "sentiment" : {
        "label" : "Sentiment",
        "control" : "switch",
        "help" : "Detect whether the customer is positive, neutral or negative"
      }
    },
    "first" : {
      "labels" : true,
      "fields" : [ ],
      "sentiment" : true
    },
    "outputs" : [ "sentiment", "labels", "fields" ],
    "sample" : {
      "method" : "sample",
      "sentiment" : "neutral"
    }
  },
  "customSkill" : {
    "title" : "Custom Skill",
    "category" : "Actions",
    "group" : "AI-powered",
    "help" : "Run a custom skill from one of your installed Skill Sets.",
    "keywords" : "tool function mcp run",
    "icon" : IconPuzzle,
    "color" : "pink",
    "summary" : "Run {skill} of {skillSet}",
    "unset" : "Choose the skill to run",
    "handles" : [ {
      "name" : "next",
      "title" : "Next"
    } ],
    "settings" : {
      "skillSet" : {
        "label" : "Skill set",
        "control" : "one",
        "placeholder" : "Choose a skill set",
        "catalogue" : "skill-sets",
        "required" : true
      },
      "skill" : {
        "label" : "Skill",
        "control" : "text",
        "placeholder" : "Choose the skill to run",
        "required" : true
      },
      "arguments" : {
        "label" : "Arguments",
        "control" : "json"
      },
      "keepReply" : {
        "label" : "Keep the reply",
        "control" : "switch",
        "help" : "Turn this off for tokens and personal data. Later steps and people then cannot read the reply."
      },
      "sampleReply" : {
        "label" : "Sample reply",
        "control" : "json",
        "help" : "The result that a test run uses instead of running the skill"
      }
    },
    "first" : {
      "skillSet" : "",
      "skill" : "",
      "arguments" : { }
    },
    "outputs" : [ "result" ],
    "sample" : {
      "result" : { }
    }
  },
  "decision" : {
    "title" : "Decision",
    "category" : "Flow Control",
    "help" : "Follow the True path if the conditions are met, and the False path if not.",
    "keywords" : "if condition branch split else",
    "icon" : IconArrowsSplit2,
    "color" : "indigo",
    "summary" : "If {match}: {conditions}",
    "unset" : "Add a condition",
    "handles" : [ {
      "name" : "true",
      "title" : "True"
    }, {
      "name" : "false",
      "title" : "False"
    } ],
    "settings" : {
      "match" : {
        "label" : "All or any",
        "control" : "choice",
        "choices" : [ {
          "value" : "all",
          "label" : "All (AND)"
        }, {
          "value" : "any",
          "label" : "Any (OR)"
        } ]
      },
      "conditions" : {
        "label" : "Conditions",
        "control" : "panel",
        "required" : true
      }
    },
    "first" : {
      "match" : "all",
      "conditions" : [ {
        "field" : "messageText",
        "operator" : "contains",
        "value" : "",
        "caseSensitive" : false
      } ]
    }
  },
  "delay" : {
    "title" : "Delay",
    "category" : "Flow Control",
    "help" : "Pause the workflow for a while before it continues with the next step.",
    "keywords" : "wait pause timer later",
    "icon" : IconClock,
    "color" : "cyan",
    "summary" : "Wait {amount} {unit}",
    "unset" : "Choose how long to wait",
    "handles" : [ {
      "name" : "next",
      "title" : "Next"
    } ],
    "settings" : {
      "amount" : {
        "label" : "Duration",
        "control" : "whole",
        "required" : true,
        "least" : 1.0
      },
      "unit" : {
        "label" : "Time unit",
        "control" : "choice",
        "choices" : [ {
          "value" : "minutes",
          "label" : "Minutes"
        }, {
          "value" : "hours",
          "label" : "Hours"
        }, {
          "value" : "days",
          "label" : "Days"
        } ]
      }
    },
    "first" : {
      "amount" : 1,
      "unit" : "hours"
    }
  },
  "end" : {
    "title" : "End",
    "category" : "Flow Control",
    "help" : "End the workflow here.",
    "keywords" : "stop finish",
    "icon" : IconFlag,
    "color" : "gray",
    "summary" : "The workflow ends here",
    "note" : "A path without an End ends as well.",
    "handles" : [ ],
    "settings" : { },
    "first" : { }
  },
  "fetch" : {
    "title" : "Fetch API",
    "category" : "Integration",
    "help" : "Call an external service.",
    "keywords" : "http api webhook request url integration rest",
    "icon" : IconWorldWww,
    "color" : "lime",
    "summary" : "{method} {url}",
    "unset" : "Enter the request URL",
    "handles" : [ {
      "name" : "next",
      "title" : "Next"
    } ],
    "settings" : {
      "method" : {
        "label" : "HTTP Method",
        "control" : "choice",
        "choices" : [ {
          "value" : "GET",
          "label" : "GET"
        }, {
          "value" : "POST",
          "label" : "POST"
        }, {
          "value" : "PUT",
          "label" : "PUT"
        }, {
          "value" : "PATCH",
          "label" : "PATCH"
        }, {
          "value" : "DELETE",
          "label" : "DELETE"
        } ]
      },
      "url" : {
        "label" : "Request URL",
        "control" : "template",
        "placeholder" : "https://",
        "required" : true
      },
      "headers" : {
        "label" : "Headers",
        "control" : "panel"
      },
      "body" : {
        "label" : "Request Body",
        "control" : "template"
      },
      "timeoutSeconds" : {
        "label" : "Timeout in seconds",
        "control" : "whole",
        "placeholder" : "10",
        "least" : 1.0,
        "most" : 30.0
      },
      "ifUnanswered" : {
        "label" : "If a request stays unanswered",
        "control" : "choice",
        "help" : "The other system may have received it.",
        "choices" : [ {
          "value" : "retry",
          "label" : "Send it again, marked as the same"
        }, {
          "value" : "fail",
          "label" : "Fail: the outcome is unknown"
        } ]
      },
      "sendCausation" : {
        "label" : "Send the runs that led to this call",
        "control" : "switch",
        "help" : "The other system can return the header Parley-Causation with its events, so that loops are detected."
      },
      "keepReply" : {
        "label" : "Keep the reply",
        "control" : "switch",
        "help" : "Turn this off for tokens and personal data. Later steps and people then cannot read the reply."
      },
      "sampleReply" : {
        "label" : "Sample reply",
        "control" : "json",
        "help" : "The reply that a test run uses instead of calling"
      }
    },
    "first" : {
      "method" : "GET",
      "url" : "",
      "headers" : [ ]
    },
    "outputs" : [ "status", "headers", "body" ],
    "sample" : {
      "body" : { },
      "headers" : { },
      "status" : 200
    }
  }
};

export const conditionFields: { readonly [F in ConditionField]: ConditionFacts } = {
  "status" : {
    "title" : "Conversation Status",
    "says" : "status {operator} {value}",
    "operators" : [ {
      "value" : "is",
      "label" : "is"
    } ],
    "choices" : [ {
      "value" : "open",
      "label" : "Open"
    }, {
      "value" : "resolved",
      "label" : "Resolved"
    } ],
    "first" : {
      "field" : "status",
      "operator" : "is",
      "value" : "open",
      "caseSensitive" : false
    }
  },
  "labels" : {
    "title" : "Conversation Labels",
    "says" : "label {value} is {operator}",
    "operators" : [ {
      "value" : "present",
      "label" : "present"
    }, {
      "value" : "absent",
      "label" : "absent"
    } ],
    "catalogue" : "labels",
    "first" : {
      "field" : "labels",
      "operator" : "present",
      "value" : "",
      "caseSensitive" : false
    }
  },
  "channel" : {
    "title" : "Conversation Channel",
    "says" : "channel {operator} {value}",
    "operators" : [ {
      "value" : "is",
      "label" : "is"
    }, {
      "value" : "isNot",
      "label" : "is not"
    } ],
    "choices" : [ {
      "value" : "whatsapp",
      "label" : "WhatsApp"
    }, {
      "value" : "instagram",
      "label" : "Instagram"
    }, {
      "value" : "facebook",
      "label" : "Facebook"
    }, {
      "value" : "webchat",
      "label" : "WebChat"
    } ],
    "first" : {
      "field" : "channel",
      "operator" : "is",
      "value" : "whatsapp",
      "caseSensitive" : false
    }
  },
  "starred" : {
    "title" : "Conversation Starred",
    "says" : "{value}",
    "operators" : [ {
      "value" : "is",
      "label" : "is"
    } ],
    "choices" : [ {
      "value" : "true",
      "label" : "Starred"
    }, {
      "value" : "false",
      "label" : "Not starred"
    } ],
    "first" : {
      "field" : "starred",
      "operator" : "is",
      "value" : true,
      "caseSensitive" : false
    }
  },
  "messageText" : {
    "title" : "Message Text",
    "says" : "message {operator} “{value}”",
    "operators" : [ {
      "value" : "equals",
      "label" : "equals"
    }, {
      "value" : "contains",
      "label" : "contains"
    }, {
      "value" : "startsWith",
      "label" : "starts with"
    }, {
      "value" : "endsWith",
      "label" : "ends with"
    } ],
    "caseCounts" : true,
    "first" : {
      "field" : "messageText",
      "operator" : "contains",
      "value" : "",
      "caseSensitive" : false
    }
  }
};

export const variables: readonly VariableFacts[] = [ {
  "group" : "Contact",
  "title" : "Name",
  "path" : "contact.name"
}, {
  "group" : "Contact",
  "title" : "Phone",
  "path" : "contact.phone"
}, {
  "group" : "Contact",
  "title" : "Email",
  "path" : "contact.email"
}, {
  "group" : "Contact",
  "title" : "ID",
  "path" : "contact.id"
}, {
  "group" : "Message",
  "title" : "Message text",
  "path" : "message.text"
}, {
  "group" : "Message",
  "title" : "Message ID",
  "path" : "message.id"
}, {
  "group" : "Conversation",
  "title" : "Last customer message",
  "path" : "conversation.lastMessage.text"
}, {
  "group" : "Conversation",
  "title" : "ID",
  "path" : "conversation.id"
}, {
  "group" : "Conversation",
  "title" : "Channel",
  "path" : "conversation.channel"
}, {
  "group" : "Conversation",
  "title" : "Status",
  "path" : "conversation.status"
}, {
  "group" : "Conversation",
  "title" : "Starred",
  "path" : "conversation.starred"
}, {
  "group" : "Conversation",
  "title" : "Labels",
  "path" : "conversation.labels"
}, {
  "group" : "Conversation",
  "title" : "Sentiment",
  "path" : "conversation.sentiment"
}, {
  "group" : "Conversation",
  "title" : "Assignee",
  "path" : "conversation.assignee.name"
}, {
  "group" : "Event",
  "title" : "Type",
  "path" : "event.type"
}, {
  "group" : "Event",
  "title" : "Time",
  "path" : "event.time"
}, {
  "group" : "Event",
  "title" : "Subject",
  "path" : "event.subject"
}, {
  "group" : "Run",
  "title" : "ID",
  "path" : "execution.id"
}, {
  "group" : "Run",
  "title" : "Workflow",
  "path" : "execution.workflow"
}, {
  "group" : "Event",
  "title" : "Label",
  "path" : "event.label",
  "ofLabels" : true
} ];
