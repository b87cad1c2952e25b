package dev.javacdk.testkit.api;

import dev.javacdk.testkit.message.ApiRequest;
import dev.javacdk.testkit.message.ApiResponse;

/** A method and a path, and who answers them. */
record Route(String method, PathTemplate path, ApiHandler handler) {

  boolean isFor(ApiRequest request) {
    return method.equals(request.method()) && path.match(request.path()).isPresent();
  }

  ApiResponse answer(ApiRequest request) {
    return handler.answer(request.withVariables(path.match(request.path()).orElseThrow()));
  }
}
