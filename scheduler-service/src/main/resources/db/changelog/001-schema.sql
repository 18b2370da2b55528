--liquibase formatted sql

--changeset scheduler:schema
CREATE SCHEMA scheduler;
