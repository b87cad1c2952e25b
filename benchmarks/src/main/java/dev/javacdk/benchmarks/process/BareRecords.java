package dev.javacdk.benchmarks.process;

import dev.javacdk.benchmarks.Bare;
import dev.javacdk.benchmarks.ReferenceRecord;
import java.io.FileDescriptor;
import java.io.FileOutputStream;

/** Writes so many reference records to stdout with Jackson alone; the argument says how many. */
public final class BareRecords {

  private BareRecords() {}

  public static void main(String[] args) {
    long records = Long.parseLong(args[0]);
    Bare bare = new Bare(new FileOutputStream(FileDescriptor.out));
    for (long id = 0; id < records; id++) {
      if (id % 1_000 == 0) {
        bare.beginPage();
      }
      bare.write(ReferenceRecord.of(id));
    }
    bare.flush();
  }
}
