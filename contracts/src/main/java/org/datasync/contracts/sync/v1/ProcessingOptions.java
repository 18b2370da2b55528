package org.datasync.contracts.sync.v1;

/** The product's two check boxes, and whether the first run of a sync may start automations. */
public record ProcessingOptions(boolean triggerWebhooks, boolean triggerAutomations, boolean automationsOnFirstRun) {}
