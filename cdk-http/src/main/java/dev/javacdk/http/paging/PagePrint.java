package dev.javacdk.http.paging;

/** What tells the records of one page from those of another. Confined to the thread that reads. */
public interface PagePrint {

  /** Whether the other page has the same records in the same order. */
  boolean isSameAs(PagePrint other);

  /** Whether records are told apart by their key; else by every byte of them. */
  boolean byKey();
}
