package org.datasync.connector.prospect2;

/** A custom field: Prospect2 knows it by its id, everybody else by its personalisation tag. */
public record FieldView(String id, String personalisationTag, String title) {}
