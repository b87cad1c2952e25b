package dev.javacdk.manifest.build;

import dev.javacdk.core.problem.Problem;
import dev.javacdk.manifest.custom.CustomComponent;
import dev.javacdk.manifest.model.Authenticator;
import dev.javacdk.manifest.model.Component;
import dev.javacdk.manifest.model.Decoder;
import dev.javacdk.manifest.model.ErrorHandler;
import dev.javacdk.manifest.model.Node;
import dev.javacdk.manifest.model.Paginator;
import dev.javacdk.manifest.model.PartitionRouter;
import dev.javacdk.manifest.model.RecordSelector;
import dev.javacdk.manifest.model.Requester;
import dev.javacdk.manifest.model.Retriever;
import dev.javacdk.manifest.model.SchemaLoader;
import dev.javacdk.manifest.model.StreamDefinition;
import dev.javacdk.manifest.model.Transformation;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds what a stream of a manifest needs that cannot be built: all of it, without a config.
 * Confined to one thread.
 */
final class Unsupported {

  private final List<Problem> problems = new ArrayList<>();

  private final Replacements replacements;

  private Unsupported(Replacements replacements) {
    this.replacements = replacements;
  }

  /** What a stream needs, and those that it hangs on; empty where all of it can be built. */
  static List<Problem> of(StreamDefinition stream, Replacements replacements) {
    Unsupported unsupported = new Unsupported(replacements);
    unsupported.stream(stream);
    return List.copyOf(unsupported.problems);
  }

  private void stream(StreamDefinition stream) {
    if (stream instanceof StreamDefinition.Refused refused) {
      problems.addAll(refused.problems());
    } else if (stream instanceof StreamDefinition.Declarative declarative) {
      declarative(declarative);
    } else {
      refuse(stream);
    }
  }

  private void declarative(StreamDefinition.Declarative stream) {
    refuseAny(stream.cursor());
    if (stream.files() != null) {
      problems.add(stream.node().problem("file_uploader", "makes files, which the kit does not"));
    }
    stream.migrations().forEach(this::refuse);
    for (SchemaLoader schema : stream.schemas()) {
      if (!(schema instanceof SchemaLoader.Inline || schema instanceof SchemaLoader.JsonFile)) {
        refuse(schema);
      }
    }
    for (Transformation step : stream.transformations()) {
      if (step instanceof Transformation.Custom custom) {
        custom(custom, custom.className(), CustomComponent.Transformation.class);
      } else if (!(step instanceof Transformation.AddFields
          || step instanceof Transformation.RemoveFields)) {
        refuse(step);
      }
    }
    if (stream.retriever() instanceof Retriever.Simple simple) {
      retriever(simple);
    } else {
      refuse(stream.retriever());
    }
  }

  private void retriever(Retriever.Simple retriever) {
    decoder(retriever.decoder());
    selector(retriever.selector());
    paginator(retriever.paginator());
    retriever.routers().forEach(this::router);
    Node node = retriever.node();
    refuseField(node, "pagination_reset", retriever.more().reset());
    refuseField(node, "page_size_reduction", retriever.more().reduction());
    refuseField(node, "request_window_splitting", retriever.more().splitting());
    if (retriever.requester() instanceof Requester.Http http) {
      requester(http);
    } else {
      refuse(retriever.requester());
    }
  }

  private void requester(Requester.Http requester) {
    Authenticator auth = requester.authenticator();
    if (auth instanceof Authenticator.Custom custom) {
      custom(custom, custom.className(), CustomComponent.Authenticator.class);
    } else if (auth != null
        && !(auth instanceof Authenticator.None
            || auth instanceof Authenticator.ApiKey
            || auth instanceof Authenticator.Bearer
            || auth instanceof Authenticator.Basic)) {
      refuse(auth);
    }
    ErrorHandler errors = requester.errorHandler();
    if (errors instanceof ErrorHandler.Custom custom) {
      custom(custom, custom.className(), CustomComponent.ErrorHandler.class);
    } else if (errors != null && !isPlain(errors)) {
      refuse(errors);
    }
    if (requester.properties() != null) {
      problems.add(
          requester.node().problem("query_properties", "cannot be asked for in chunks yet"));
    }
  }

  /** Whether it does what is done without one. */
  private static boolean isPlain(ErrorHandler errors) {
    return errors instanceof ErrorHandler.Default plain
        && plain.filters().isEmpty()
        && plain.backoffs().isEmpty();
  }

  private void selector(RecordSelector selector) {
    if (selector.extractor() instanceof RecordSelector.Extractor.Dpath dpath) {
      decoder(dpath.decoder());
      refuseAny(dpath.expander());
    } else if (selector.extractor() instanceof RecordSelector.Extractor.Custom custom) {
      custom(custom, custom.className(), CustomComponent.Extractor.class);
    } else {
      refuse(selector.extractor());
    }
    if (selector.filter() instanceof RecordSelector.Filter.Custom custom) {
      custom(custom, custom.className(), CustomComponent.Filter.class);
    }
    RecordSelector.Normalization normalization = selector.normalization();
    if (normalization != null && !(normalization instanceof RecordSelector.Normalization.None)) {
      problems.add(
          selector
              .node()
              .problem("schema_normalization", "casts values, which cannot be done yet"));
    }
  }

  private void paginator(@Nullable Paginator paginator) {
    if (paginator instanceof Paginator.Custom custom) {
      refuse(custom);
    } else if (paginator instanceof Paginator.Default said) {
      if (said.strategy() instanceof Paginator.Strategy.Custom custom) {
        custom(custom, custom.className(), CustomComponent.Pagination.class);
      } else if (said.strategy() instanceof Paginator.Strategy.Cursor cursor) {
        decoder(cursor.decoder());
      }
    }
  }

  private void router(PartitionRouter router) {
    if (router instanceof PartitionRouter.Substream substream) {
      for (PartitionRouter.Parent parent : substream.parents()) {
        stream(parent.stream());
        if (!parent.lazyPointer().isEmpty()) {
          problems.add(parent.node().problem("lazy_read_pointer", "cannot be done yet"));
        }
      }
      if (substream.parents().size() > 1) {
        problems.add(substream.node().problem("has several parents, which cannot be done yet"));
      }
    } else if (router instanceof PartitionRouter.Custom custom) {
      custom(custom, custom.className(), CustomComponent.Partitions.class);
    } else if (!(router instanceof PartitionRouter.Values)) {
      refuse(router);
    }
  }

  private void decoder(@Nullable Decoder decoder) {
    if (decoder != null && !(decoder instanceof Decoder.Json)) {
      refuse(decoder);
    }
  }

  private void custom(
      Component component, String className, Class<? extends CustomComponent<?>> kind) {
    replacements.problem(component.node(), className, kind).ifPresent(problems::add);
  }

  private void refuseField(Node node, String field, @Nullable Object said) {
    if (said != null) {
      problems.add(node.problem(field, "cannot be done yet"));
    }
  }

  private void refuseAny(@Nullable Component component) {
    if (component != null) {
      refuse(component);
    }
  }

  private void refuse(Component component) {
    String type = component.node().type();
    problems.add(
        component
            .node()
            .problem(
                "is a " + (type.isEmpty() ? "component" : type) + ", which cannot be built yet"));
  }
}
