package dev.javacdk.manifest.model;

/** What all components have. A value, safe for use by many threads that change no tree in it. */
public interface Component {

  /** Where it stands, and all that it says. */
  Node node();
}
