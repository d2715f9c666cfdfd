package dev.secateur.engine.house;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Executors;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.secateur.engine.house.fixture.high.High;
import dev.secateur.engine.house.fixture.low.Upward;
import dev.secateur.engine.house.fixture.method.first.First;
import dev.secateur.engine.house.fixture.method.second.Second;

import static org.assertj.core.api.Assertions.assertThat;

/// Each rule must fail on a class that breaks it and pass on one that does not.
class HouseRulesTest {

    private static final String FIXTURE = "dev.secateur.engine.house.fixture";

    @SuppressWarnings("NonFinalStaticField")
    static class Counter {
        static int count;
    }

    static class Cache {
        static final HashMap<String, String> KNOWN = new HashMap<>();
    }

    static class Constant {
        static final Map<String, String> KNOWN = Map.of();
    }

    static class Dice {
        int roll() {
            return new Random().nextInt(6);
        }
    }

    static class SeededDice {
        int roll() {
            return new Random(1).nextInt(6);
        }
    }

    static class Starter {
        void start() {
            new Thread(() -> {}).start();
        }
    }

    static class Pool {
        void start() {
            Executors.newCachedThreadPool().close();
        }
    }

    static class Reader {
        boolean stopped() {
            return Thread.currentThread().isInterrupted();
        }
    }

    static class Printer {
        void print() {
            System.out.println();
        }
    }

    @Test
    void staticStateIsFound() {
        assertFails(HouseRules.noStaticMutableState(), Counter.class);
        assertFails(HouseRules.noStaticMutableState(), Cache.class);
        assertPasses(HouseRules.noStaticMutableState(), Constant.class);
    }

    @Test
    void aRandomNumberWithoutSeedIsFound() {
        assertFails(HouseRules.noUnseededRandom(), Dice.class);
        assertPasses(HouseRules.noUnseededRandom(), SeededDice.class);
    }

    @Test
    void aStartedThreadIsFoundUnlessItHasAReason() {
        ArchRule rule = HouseRules.noThreadsOutside(List.of("some.where.."), Map.of());
        assertFails(rule, Starter.class);
        assertFails(rule, Pool.class);
        assertPasses(rule, Reader.class);
        assertPasses(HouseRules.noThreadsOutside(List.of(), Map.of(Pool.class.getName(), "it may")), Pool.class);
    }

    @Test
    void aPrintedLineIsFoundOutsideItsHome() {
        assertFails(HouseRules.noStandardStreamsOutside("some.where.."), Printer.class);
        assertPasses(HouseRules.noStandardStreamsOutside("dev.secateur.engine.house.."), Printer.class);
    }

    @Test
    void anUpwardUseIsFound() {
        ArchRule rule = new Levels(FIXTURE, List.of(Set.of("low"), Set.of("high"))).rule();
        assertFails(rule, Upward.class);
        assertPasses(rule, High.class);
    }

    @Test
    void aSidewaysUseAndAnUnknownRoomAreFound() {
        assertFails(new Levels(FIXTURE, List.of(Set.of("low", "high"))).rule(), High.class);
        assertFails(new Levels(FIXTURE, List.of(Set.of("low"))).rule(), High.class);
    }

    @Test
    void aCycleIsFound() {
        assertFails(HouseRules.noCyclesBelow(FIXTURE), High.class, Upward.class);
        assertPasses(HouseRules.noCyclesBelow(FIXTURE), First.class, Second.class);
    }

    @Test
    void aMethodThatUsesAnotherIsFound() {
        assertFails(HouseRules.roomsIgnoreEachOther(FIXTURE + ".method"), First.class, Second.class);
        assertPasses(HouseRules.roomsIgnoreEachOther(FIXTURE + ".method"), Second.class);
    }

    @Test
    void aPackageWithoutNullMarkIsFound() {
        ClassFileImporter importer = new ClassFileImporter();
        ArchRule rule = HouseRules.everyPackageIsNullMarked();
        assertThat(rule.evaluate(importer.importPackagesOf(First.class)).hasViolation()).isTrue();
        assertThat(rule.evaluate(importer.importPackagesOf(Second.class)).hasViolation()).isFalse();
    }

    @Test
    void aLongUnfinishedOrBadlyNamedFileIsFound(@TempDir Path folder) throws Exception {
        Files.writeString(folder.resolve("Long.java"), "//\n".repeat(401));
        Files.writeString(folder.resolve("FileHelper.java"), "// TO" + "DO: later\n");
        Files.writeString(folder.resolve("Good.java"), "//\n".repeat(400));

        assertThat(Sources.complaints(folder)).map(line -> folder.relativize(Path.of(line)).toString()).containsExactly(
                "FileHelper.java has a name that says nothing",
                "FileHelper.java:1 is unfinished",
                "Long.java has 401 lines, more than 400");
    }

    private static void assertFails(ArchRule rule, Class<?>... types) {
        assertThat(rule.evaluate(read(types)).hasViolation()).as("%s must fail", rule.getDescription()).isTrue();
    }

    private static void assertPasses(ArchRule rule, Class<?>... types) {
        assertThat(rule.evaluate(read(types)).getFailureReport().getDetails()).isEmpty();
    }

    private static JavaClasses read(Class<?>... types) {
        return new ClassFileImporter().importClasses(types);
    }
}
