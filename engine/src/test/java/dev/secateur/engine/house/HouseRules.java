package dev.secateur.engine.house;

import java.security.SecureRandom;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.random.RandomGenerator;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import org.jspecify.annotations.NullMarked;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

/// Rules that hold in every module. A rule about something that does not exist yet passes.
public final class HouseRules {

    /// Types that change and are no collection interface; collection interfaces are told apart by eye only.
    private static final Set<String> MUTABLE_TYPES = Set.of(
            AtomicBoolean.class.getName(), AtomicInteger.class.getName(), AtomicLong.class.getName(),
            AtomicReference.class.getName(), ThreadLocal.class.getName(), StringBuilder.class.getName(),
            Random.class.getName(), SplittableRandom.class.getName());

    private HouseRules() {}

    /// State that all users share makes runs depend on what ran before.
    public static ArchRule noStaticMutableState() {
        return fields().that().areStatic().should(new ArchCondition<JavaField>("be final and unchangeable") {
            @Override
            public void check(JavaField field, ConditionEvents events) {
                if (!isSynthetic(field) && isMutable(field)) {
                    events.add(SimpleConditionEvent.violated(field, field.getFullName() + " is static and can change"));
                }
            }
        }).allowEmptyShould(true);
    }

    /// A run is repeated from its seed, so every random number comes from one.
    public static ArchRule noUnseededRandom() {
        return noClasses().should().callConstructor(Random.class)
                .orShould().callConstructor(SplittableRandom.class)
                .orShould().callMethod(Math.class, "random")
                .orShould().callMethod(StrictMath.class, "random")
                .orShould().callMethod(Collections.class, "shuffle", List.class)
                .orShould().callMethod(UUID.class, "randomUUID")
                .orShould().callMethod(RandomGenerator.class, "getDefault")
                .orShould().callMethod(RandomGenerator.class, "of", String.class)
                .orShould().dependOnClassesThat().belongToAnyOf(ThreadLocalRandom.class, SecureRandom.class)
                .allowEmptyShould(true);
    }

    /// Standard output belongs to the command line.
    public static ArchRule noStandardStreamsOutside(String... packages) {
        return noClasses().that().resideOutsideOfPackages(packages).should(ACCESS_STANDARD_STREAMS)
                .allowEmptyShould(true);
    }

    /// Threads are started in few places, so that cancelling and closing reach all of them.
    /// Reading or interrupting the current thread is free.
    ///
    /// @param packages where threads are at home, as ArchUnit package patterns
    /// @param exceptions full class name to the reason why it starts threads
    public static ArchRule noThreadsOutside(Collection<String> packages, Map<String, String> exceptions) {
        DescribedPredicate<JavaClass> elsewhere = DescribedPredicate.describe(
                "have no written reason among " + exceptions,
                type -> exceptions.keySet().stream().noneMatch(type.getName()::startsWith));
        return noClasses().that().resideOutsideOfPackages(packages.toArray(String[]::new)).and(elsewhere)
                .should().callCodeUnitWhere(startsThread())
                .orShould().dependOnClassesThat().haveNameMatching(
                        "java\\.util\\.concurrent\\.(Executor.*|ScheduledExecutor.*|ForkJoin.*|RecursiveTask"
                                + "|RecursiveAction|CompletableFuture|ThreadPoolExecutor|StructuredTaskScope.*)"
                                + "|java\\.util\\.Timer|javafx\\.concurrent\\..*")
                .orShould().beAssignableTo(Thread.class)
                .allowEmptyShould(true);
    }

    /// Each room stands for itself: no cycle between the packages below the base, at any depth.
    public static ArchRule noCyclesBelow(String base) {
        return slices().matching(base + ".(**)").should().beFreeOfCycles().allowEmptyShould(true);
    }

    /// The rooms directly below the base, each with all inside, use each other only where the base is not.
    public static ArchRule roomsIgnoreEachOther(String base) {
        return slices().matching(base + ".(*)..").should().notDependOnEachOther().allowEmptyShould(true);
    }

    /// Without the mark, NullAway would trust whatever comes out of the package.
    public static ArchRule everyPackageIsNullMarked() {
        return classes().should(new ArchCondition<JavaClass>("reside in a package with a @NullMarked package-info") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                if (!type.getPackage().isAnnotatedWith(NullMarked.class)) {
                    events.add(SimpleConditionEvent.violated(type, type.getPackageName() + " has none"));
                }
            }
        }).allowEmptyShould(true);
    }

    private static boolean isSynthetic(JavaField field) {
        return field.getName().startsWith("$") || field.getModifiers().contains(JavaModifier.SYNTHETIC);
    }

    private static boolean isMutable(JavaField field) {
        JavaClass type = field.getRawType();
        boolean collection = !type.isInterface()
                && (type.isAssignableTo(Collection.class) || type.isAssignableTo(Map.class));
        return !field.getModifiers().contains(JavaModifier.FINAL) || collection
                || MUTABLE_TYPES.contains(type.getName());
    }

    private static DescribedPredicate<JavaCall<?>> startsThread() {
        DescribedPredicate<JavaCall<?>> onThread = target(owner(assignableTo(Thread.class)));
        DescribedPredicate<JavaCall<?>> starting = DescribedPredicate.describe("start one", call -> Set.of("<init>",
                "start", "startVirtualThread", "ofVirtual", "ofPlatform").contains(call.getTarget().getName()));
        return onThread.and(starting).as("start a thread");
    }
}
