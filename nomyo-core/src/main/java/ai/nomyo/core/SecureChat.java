package ai.nomyo.core;

/** Placeholder. */
public final class SecureChat {}
