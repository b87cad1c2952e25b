package dev.javacdk.examples.hubspot;

import dev.javacdk.testkit.hubspot.HubSpotApi;
import dev.javacdk.testkit.source.Changes;
import dev.javacdk.testkit.source.Simulation;
import dev.javacdk.testkit.source.SourceTrial;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Syncs to which much happens: of one seed, or for as long as {@code -Dsimulate=PT1H} says. */
class SimulationTest {

  @Test
  void nothingIsLostWhateverHappens() {
    try (HubSpotApi api =
        HubSpotApi.builder()
            .contacts(110)
            .companies(120)
            .deals(150)
            .notes(contact -> contact % 5 == 0 ? 2 : 0)
            .token("pat-1234")
            .start()) {
      SourceTrial trial =
          SourceTrial.of(
              new HubSpotSource(),
              "{\"access_token\":\"pat-1234\",\"base_url\":\"%s\"}".formatted(api.baseUrl()));
      List<Changes> changes =
          List.of(
              Changes.of("contacts", api.contacts()).children("notes", api::notes),
              Changes.of("companies", api.companies()),
              Changes.of("deals", api.deals()).onlyGrowing());
      Simulation simulation = Simulation.of(trial, api.api(), changes);
      String time = System.getProperty("simulate", "");
      long seed = Long.getLong("seed", 1);
      if (time.isEmpty()) {
        simulation.run(seed);
      } else {
        simulation.run(seed, Duration.parse(time));
      }
    }
  }
}
