/** A program of modules, with a router to ask. */
module com.example.consumer {
  requires ai.nomyo.client;
  requires ai.nomyo.testkit;
}
