package dev.secateur.app;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javafx.application.Platform;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import dev.secateur.engine.house.HouseRules;
import dev.secateur.engine.house.RoomTable;
import dev.secateur.engine.house.Sources;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

/// The rules of the engine stand in the engine; here are those of the windows, the command line and the device kernels.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ArchitectureTest {

    private static final String VIEWS = "dev.secateur.views";
    private static final String APP = "dev.secateur.app";
    private static final String GPU = "dev.secateur.gpu";

    /// The packages that every view may use; the others are views, which never use each other.
    private static final Set<String> SHARED_VIEWS = Set.of("session", "form", "canvas", "chart", "component", "outline",
            "text", "theme");

    /// Classes outside `app.jobs` that start threads, each with its reason.
    private static final Map<String, String> THREAD_OWNERS = Map.of();

    private JavaClasses house;

    @BeforeAll
    void readsTheClasses() {
        house = new ClassFileImporter().withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages(VIEWS, APP, GPU);
        assertThat(house.containPackage(VIEWS)).isTrue();
        assertThat(house.containPackage(APP)).isTrue();
        assertThat(house.containPackage(GPU)).isTrue();
    }

    @Test
    void viewsUseEachOtherOnlyThroughTheSharedOnes() {
        viewsIgnoreEachOther().check(house);
    }

    @Test
    void theSharedPackagesKnowNoView() {
        String[] shared = SHARED_VIEWS.stream().map(name -> VIEWS + "." + name + "..").toArray(String[]::new);
        noClasses().that().resideInAnyPackage(shared)
                .should().dependOnClassesThat(resideInAPackage(VIEWS + ".*..").and(DescribedPredicate.not(
                        DescribedPredicate.describe("are shared", ArchitectureTest::isShared))))
                .allowEmptyShould(true).check(house);
    }

    @Test
    void viewModelsKnowPropertiesAndNothingElseOfJavaFx() {
        viewModelsAreWithoutScene().check(house);
    }

    @Test
    void onlyAppJobsHandsWorkToThreadsAndBack() {
        HouseRules.noThreadsOutside(List.of(APP + ".jobs.."), THREAD_OWNERS).check(house);
        runLaterOnlyInJobs().check(house);
    }

    @Test
    void onlyTheCommandLinePrints() {
        HouseRules.noStandardStreamsOutside(APP + ".cli..").check(house);
    }

    @Test
    void nothingUsesTheCompositionRoot() {
        noClasses().that().resideOutsideOfPackage(APP + ".main..")
                .should().dependOnClassesThat().resideInAPackage(APP + ".main..").check(house);
    }

    @Test
    void architectureMdListsTheRoomsThatExist() throws IOException {
        List<RoomTable.Line> expected = new ArrayList<>();
        Map.of("views", VIEWS, "app", APP, "gpu-kernels", GPU).forEach((module, base) -> {
            for (String room : RoomTable.existing(house, base)) {
                boolean shared = base.equals(VIEWS) && SHARED_VIEWS.contains(room);
                expected.add(new RoomTable.Line(module, room, shared));
            }
        });
        assertThat(RoomTable.read(Path.of("..", "ARCHITECTURE.md"))).as("the room table of ARCHITECTURE.md")
                .filteredOn(line -> !Character.isDigit(line.place().charAt(0)))
                .containsExactlyInAnyOrderElementsOf(expected);
    }

    @Test
    void packagesFormNoCycles() {
        for (String base : List.of(VIEWS, APP, GPU)) {
            HouseRules.noCyclesBelow(base).check(house);
        }
    }

    @Test
    void nothingStaticChanges() {
        HouseRules.noStaticMutableState().check(house);
    }

    @Test
    void everyRandomNumberHasASeed() {
        HouseRules.noUnseededRandom().check(house);
    }

    @Test
    void everyPackageIsNullMarked() {
        HouseRules.everyPackageIsNullMarked().check(house);
    }

    @Test
    void sourceFilesAreSmallFinishedAndWellNamed() throws IOException {
        List<String> complaints = new ArrayList<>();
        for (String module : List.of("app", "views", "gpu-kernels", "sample-models")) {
            complaints.addAll(Sources.complaints(Path.of("..", module, "src")));
        }
        assertThat(complaints).isEmpty();
    }

    static ArchRule viewsIgnoreEachOther() {
        return slices().assignedFrom(new SliceAssignment() {
            @Override
            public SliceIdentifier getIdentifierOf(JavaClass type) {
                boolean view = type.getPackageName().startsWith(VIEWS + ".") && !isShared(type);
                return view ? SliceIdentifier.of(roomOf(type)) : SliceIdentifier.ignore();
            }

            @Override
            public String getDescription() {
                return "views other than " + SHARED_VIEWS;
            }
        }).should().notDependOnEachOther().allowEmptyShould(true);
    }

    static ArchRule viewModelsAreWithoutScene() {
        return noClasses().that().haveNameMatching(".*ViewModel(\\$.*)?").should().dependOnClassesThat(
                resideInAPackage("javafx..").and(DescribedPredicate.not(resideInAPackage("javafx.beans..")
                        .or(resideInAPackage("javafx.collections..")))))
                .allowEmptyShould(true);
    }

    static ArchRule runLaterOnlyInJobs() {
        return noClasses().that().resideOutsideOfPackage(APP + ".jobs..")
                .should().callMethod(Platform.class, "runLater", Runnable.class).allowEmptyShould(true);
    }

    private static boolean isShared(JavaClass type) {
        return SHARED_VIEWS.contains(roomOf(type));
    }

    private static String roomOf(JavaClass type) {
        String name = type.getPackageName();
        return name.startsWith(VIEWS + ".") ? name.substring(VIEWS.length() + 1).split("\\.", 2)[0] : "";
    }
}
