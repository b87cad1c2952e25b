package dev.javacdk.manifest.expression;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Statements → text. Confined to the thread that evaluates. */
final class Renderer {

  private static final int WORK_OF_A_TURN = 20;

  private final Evaluator evaluator;
  private final Meter meter;
  private StringBuilder out = new StringBuilder();

  private Renderer(Evaluator evaluator) {
    this.evaluator = evaluator;
    this.meter = evaluator.meter();
  }

  static String text(List<Statement> statements, Evaluator evaluator) {
    Renderer renderer = new Renderer(evaluator);
    renderer.run(statements);
    return renderer.out.toString();
  }

  private void run(List<Statement> statements) {
    for (Statement statement : statements) {
      meter.spend(1);
      if (statement instanceof Statement.Text text) {
        write(text.text());
      } else if (statement instanceof Statement.Output output) {
        output(output.value());
      } else if (statement instanceof Statement.If choice) {
        choose(choice);
      } else if (statement instanceof Statement.For loop) {
        loop(loop);
      } else if (statement instanceof Statement.Set set) {
        assign(set.names(), set.unpacks(), evaluator.value(set.value()), set.at());
      } else if (statement instanceof Statement.SetBlock block) {
        evaluator.set(block.name(), inside(block.body()));
      }
    }
  }

  private void write(String text) {
    meter.spend(text.length());
    out.append(text);
  }

  private void output(Node node) {
    Object value = evaluator.value(node);
    try {
      write(PythonText.str(value, meter));
    } catch (Failure failure) {
      throw failure.at(node.at());
    }
  }

  private String inside(List<Statement> body) {
    StringBuilder outer = out;
    out = new StringBuilder();
    run(body);
    String text = out.toString();
    out = outer;
    return text;
  }

  private void choose(Statement.If choice) {
    for (Statement.Branch branch : choice.branches()) {
      if (evaluator.isTrue(branch.test())) {
        run(branch.body());
        return;
      }
    }
    run(choice.otherwise());
  }

  private void assign(List<String> names, boolean unpacks, Object value, int at) {
    try {
      if (!unpacks) {
        evaluator.set(names.get(0), value);
        return;
      }
      List<Object> items = Values.iterate(value, meter);
      if (items.size() != names.size()) {
        throw new Failure(items.size() + " values for " + names.size() + " variables");
      }
      for (int i = 0; i < names.size(); i++) {
        evaluator.set(names.get(i), items.get(i));
      }
    } catch (Failure failure) {
      throw failure.at(at);
    }
  }

  private void loop(Statement.For loop) {
    List<Object> items = wanted(loop);
    if (items.isEmpty()) {
      evaluator.openFrame();
      run(loop.otherwise());
      evaluator.closeFrame();
      return;
    }
    for (int i = 0; i < items.size(); i++) {
      meter.spend(WORK_OF_A_TURN);
      evaluator.openFrame();
      assign(loop.names(), loop.unpacks(), items.get(i), loop.at());
      evaluator.set("loop", position(items, i));
      run(loop.body());
      evaluator.closeFrame();
    }
  }

  /** A copy of what is gone through, so that a body may append to it; less what the test drops. */
  private List<Object> wanted(Statement.For loop) {
    Object over = evaluator.value(loop.over());
    List<Object> wanted = new ArrayList<>();
    try {
      for (Object item : Values.iterate(over, meter)) {
        meter.spend(1);
        if (loop.test() == null || passes(loop, loop.test(), item)) {
          wanted.add(item);
        }
      }
    } catch (Failure failure) {
      throw failure.at(loop.at());
    }
    return wanted;
  }

  private boolean passes(Statement.For loop, Node test, Object item) {
    evaluator.openFrame();
    assign(loop.names(), loop.unpacks(), item, loop.at());
    boolean passes = evaluator.isTrue(test);
    evaluator.closeFrame();
    return passes;
  }

  private static Namespace position(List<Object> items, int i) {
    int size = items.size();
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("index", (long) i + 1);
    fields.put("index0", (long) i);
    fields.put("revindex", (long) size - i);
    fields.put("revindex0", (long) size - i - 1);
    fields.put("first", i == 0);
    fields.put("last", i == size - 1);
    fields.put("length", (long) size);
    fields.put("depth", 1L);
    fields.put("depth0", 0L);
    fields.put("previtem", i > 0 ? items.get(i - 1) : new Undefined("there is no previous item"));
    fields.put(
        "nextitem", i < size - 1 ? items.get(i + 1) : new Undefined("there is no next item"));
    return new Namespace(fields);
  }
}
