--liquibase formatted sql

--changeset connector:schema
CREATE SCHEMA connector;
