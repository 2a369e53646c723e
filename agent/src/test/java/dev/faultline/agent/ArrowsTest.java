// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Holds the design's "Allowed arrows", in both modules. */
class ArrowsTest {
  private static final String BOOTSTRAP = "dev.faultline.bootstrap..";
  private static final String AGENT = "dev.faultline.agent.";

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.faultline");

  /**
   * A sighting knows its trace, a trace its sightings, and both are what the lanes carry: one room
   * with three doors, and no cycle beyond it.
   */
  private static final SliceAssignment BOOTSTRAP_ROOMS =
      new SliceAssignment() {
        @Override
        public SliceIdentifier getIdentifierOf(JavaClass type) {
          String name = type.getPackageName();
          if (!name.startsWith("dev.faultline.bootstrap.")) return SliceIdentifier.ignore();
          String room = name.substring("dev.faultline.bootstrap.".length());
          boolean carried = List.of("trace", "fault", "lane").contains(room);
          return SliceIdentifier.of(carried ? "recording" : room);
        }

        @Override
        public String getDescription() {
          return "rooms of the bootstrap";
        }
      };

  /** The rooms of the agent that a room may know, beside its own, the bootstrap's and the log. */
  private static void mayKnow(String room, String... rooms) {
    String[] allowed = new String[rooms.length + 3];
    for (int i = 0; i < rooms.length; i++) allowed[i] = AGENT + rooms[i] + "..";
    allowed[rooms.length] = AGENT + room + "..";
    allowed[rooms.length + 1] = BOOTSTRAP;
    allowed[rooms.length + 2] = AGENT + "log..";
    classes()
        .that()
        .resideInAPackage(AGENT + room + "..")
        .should()
        .onlyDependOnClassesThat(not(ours()).or(resideInAnyPackage(allowed)))
        .allowEmptyShould(true)
        .check(CLASSES);
  }

  private static DescribedPredicate<JavaClass> ours() {
    return resideInAnyPackage("dev.faultline..");
  }

  @Test
  void bootstrap_knowsNothingButTheJdk() {
    classes()
        .that()
        .resideInAPackage(BOOTSTRAP)
        .should()
        .onlyDependOnClassesThat(resideInAnyPackage("java..", BOOTSTRAP, "org.jspecify.."))
        .check(CLASSES);
  }

  @Test
  void hooks_areKnownToNoOtherBootstrapPackage() {
    noClasses()
        .that(
            resideInAnyPackage(BOOTSTRAP)
                .and(not(resideInAnyPackage("dev.faultline.bootstrap.hook.."))))
        .and()
        .doNotHaveFullyQualifiedName("dev.faultline.bootstrap.Entry")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("dev.faultline.bootstrap.hook..")
        .check(CLASSES);
  }

  @Test
  void probes_knowTheWeaverAndNoOtherProbe() {
    for (String probe : new String[] {"jdbc", "servlet", "executor", "thread", "http", "logging"}) {
      mayKnow("probe." + probe, "weave");
    }
  }

  @Test
  void rooms_knowWhatTheyMay() {
    mayKnow("weave");
    mayKnow("config");
    mayKnow("log", "config");
    mayKnow("enrich", "config");
    mayKnow("export", "enrich", "transport", "config");
    mayKnow("transport", "config");
    mayKnow("govern");
    mayKnow("ship", "enrich", "export", "transport", "config", "govern");
    mayKnow("alert", "export", "enrich", "transport", "config");
    mayKnow("account", "ship", "export", "config", "govern");
    mayKnow("status", "config");
    mayKnow("console", "alert", "export", "enrich", "transport", "config");
  }

  /** Who tells knows what is told; of how it is judged, at most how a rule file is read. */
  @Test
  void roomsOfAlerts_knowWhatTheyMay() {
    mayKnow("alert.event");
    mayKnow("alert.state");
    mayKnow("alert.notice", "alert.event");
    mayKnow("alert.condition", "alert.event", "alert.state");
    mayKnow("alert.rule", "alert.condition", "alert.notice", "alert.event");
    mayKnow("alert.channel", "alert.rule", "alert.notice", "alert.event", "transport", "config");
    mayKnow("alert.setup", "alert.rule", "alert.channel", "config");
    noClasses()
        .that()
        .resideInAPackage("dev.faultline.agent.alert")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(AGENT + "alert.channel..", AGENT + "alert.setup..")
        .check(CLASSES);
  }

  @Test
  void roomsOfEnrichment_knowWhatTheyMay() {
    mayKnow("enrich.text");
    mayKnow("enrich.thrown");
    mayKnow("enrich.sql", "enrich.text");
    mayKnow("enrich.scrub", "enrich.text", "config");
    mayKnow("enrich.sqlerror", "enrich.thrown", "enrich.text");
    mayKnow("enrich.stack", "enrich.thrown", "enrich.scrub", "enrich.text");
  }

  /** They are public for each other's sake. */
  @Test
  void foreignThrowables_areAskedByEnrichmentAlone() {
    noClasses()
        .that(not(resideInAnyPackage(AGENT + "enrich..")))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(AGENT + "enrich.thrown..", AGENT + "enrich.text..")
        .check(CLASSES);
  }

  @Test
  void startup_isKnownToNobody() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .haveFullyQualifiedName("dev.faultline.agent.Startup")
        .check(CLASSES);
  }

  @Test
  void packages_haveNoCycles() {
    slices().matching("dev.faultline.agent.(**)").should().beFreeOfCycles().check(CLASSES);
    slices().assignedFrom(BOOTSTRAP_ROOMS).should().beFreeOfCycles().check(CLASSES);
  }
}
