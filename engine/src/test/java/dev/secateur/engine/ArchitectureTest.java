package dev.secateur.engine;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import dev.secateur.engine.house.HouseRules;
import dev.secateur.engine.house.Levels;
import dev.secateur.engine.house.RoomTable;
import dev.secateur.engine.house.Sources;

import static com.tngtech.archunit.base.DescribedPredicate.anyElementThat;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static org.assertj.core.api.Assertions.assertThat;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ArchitectureTest {

    private static final String BASE = "dev.secateur.engine";

    /// Room for what is to come included; ARCHITECTURE.md lists those that exist.
    private static final List<Set<String>> LEVELS = List.of(
            Set.of("problem"),
            Set.of("tensor", "job", "store"),
            Set.of("op"),
            Set.of("graph"),
            Set.of("shape"),
            Set.of("onnx", "cost", "autograd", "kernel", "data"),
            Set.of("runtime"),
            Set.of("rewrite", "coupling", "train", "hardware", "quant", "evaluate", "architecture"),
            Set.of("block", "compare", "search", "record"),
            Set.of("compress", "report"),
            Set.of("experiment"),
            Set.of("session"));

    /// Classes outside `job` that start threads, each with its reason.
    private static final Map<String, String> THREAD_OWNERS = Map.of(BASE + ".data.BatchLoader",
            "reads pictures ahead of the training step; its threads end with it");

    private JavaClasses engine;

    @BeforeAll
    void readsTheClasses() {
        engine = new ClassFileImporter().withImportOption(new ImportOption.DoNotIncludeTests()).importPackages(BASE);
        assertThat(engine).isNotEmpty();
    }

    @Test
    void aRoomUsesOnlyLowerLevels() {
        new Levels(BASE, LEVELS).rule().check(engine);
    }

    @Test
    void architectureMdListsTheRoomsThatExistAtTheirLevels() throws IOException {
        Map<String, String> expected = new TreeMap<>();
        for (String room : RoomTable.existing(engine, BASE)) {
            for (int level = 0; level < LEVELS.size(); level++) {
                if (LEVELS.get(level).contains(room)) {
                    expected.put(room, Integer.toString(level));
                }
            }
        }
        assertThat(RoomTable.read(Path.of("..", "ARCHITECTURE.md")).stream()
                .filter(line -> Character.isDigit(line.place().charAt(0)))
                .collect(Collectors.toMap(RoomTable.Line::room, RoomTable.Line::place)))
                .as("the room table of ARCHITECTURE.md")
                .containsExactlyInAnyOrderEntriesOf(expected);
    }

    @Test
    void packagesFormNoCycles() {
        HouseRules.noCyclesBelow(BASE).check(engine);
    }

    @Test
    void theEngineKnowsNoWindowsAndNoDevices() {
        noClasses().should().dependOnClassesThat()
                .resideInAnyPackage("javafx..", "javax.swing..", "uk.ac.manchester.tornado..").check(engine);
        // ImageIO, which decodes PNG and JPEG without a display, hands pictures out as java.awt.image.BufferedImage.
        noClasses().that().doNotHaveFullyQualifiedName(BASE + ".data.Picture").should().dependOnClassesThat()
                .resideInAnyPackage("java.awt..").check(engine);
    }

    @Test
    void noTypeOfJavaCppLeavesAutograd() {
        String foreign = "org.bytedeco..";
        noClasses().that().resideOutsideOfPackage(BASE + ".autograd").should().dependOnClassesThat()
                .resideInAPackage(foreign).check(engine);
        noMethods().that().areDeclaredInClassesThat().resideInAPackage(BASE + ".autograd").and().arePublic().and()
                .areDeclaredInClassesThat().arePublic().should().haveRawReturnType(resideInAPackage(foreign)).orShould()
                .haveRawParameterTypes(anyElementThat(resideInAPackage(foreign))).check(engine);
    }

    /// They cannot be loaded where the module is not: in any Java machine whose start did not ask for it.
    @Test
    void vectorsAreTouchedBehindTheChoiceOnly() {
        noClasses().that().haveNameNotMatching(".*\\.kernel\\.Vector.*").should().dependOnClassesThat()
                .resideInAPackage("jdk.incubator..").check(engine);
        noClasses().that().doNotHaveFullyQualifiedName(BASE + ".kernel.ProcessorForm").and()
                .haveNameNotMatching(".*\\.kernel\\.Vector.*").should().dependOnClassesThat()
                .haveNameMatching(".*\\.kernel\\.Vector.*").check(engine);
    }

    @Test
    void methodsIgnoreEachOther() {
        HouseRules.roomsIgnoreEachOther(BASE + ".compress").check(engine);
    }

    @Test
    void threadsAreStartedByJobsOnly() {
        HouseRules.noThreadsOutside(List.of(BASE + ".job.."), THREAD_OWNERS).check(engine);
    }

    @Test
    void nothingStaticChanges() {
        HouseRules.noStaticMutableState().check(engine);
    }

    @Test
    void everyRandomNumberHasASeed() {
        HouseRules.noUnseededRandom().check(engine);
    }

    @Test
    void standardOutputIsLeftAlone() {
        HouseRules.noStandardStreamsOutside().check(engine);
    }

    @Test
    void everyPackageIsNullMarked() {
        HouseRules.everyPackageIsNullMarked().check(engine);
    }

    @Test
    void sourceFilesAreSmallFinishedAndWellNamed() throws IOException {
        assertThat(Sources.complaints(Path.of("src"))).isEmpty();
    }
}
