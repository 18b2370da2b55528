package org.datasync.contracts.delta.v1;

/** The two check boxes as they hold for this run: on a first run automations follow the option for first runs. */
public record Processing(boolean triggerWebhooks, boolean triggerAutomations) {}
