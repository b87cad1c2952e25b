/** The API that manifests read, beside other kits. Requests flow in, canned pages flow out. */
@NullMarked
package dev.javacdk.benchmarks.manifest;

import org.jspecify.annotations.NullMarked;
