package dev.secateur.engine.house;

import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

/// Rooms in levels: a room (a package directly below the base, with all inside it) uses only rooms of lower levels.
///
/// @param base the package that holds the rooms
/// @param rows the rooms' names, the lowest level first
public record Levels(String base, List<Set<String>> rows) {

    /// Fails on an upward or sideways use, and on a room that the table does not know.
    public ArchRule rule() {
        return classes().that().resideInAPackage(base + ".*..").should(new ArchCondition<JavaClass>(
                "use only rooms of lower levels") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                judge(type, events);
            }
        }).allowEmptyShould(true);
    }

    private void judge(JavaClass type, ConditionEvents events) {
        String room = roomOf(type);
        OptionalInt level = levelOf(room);
        if (level.isEmpty()) {
            events.add(SimpleConditionEvent.violated(type, "the room " + room + " has no level"));
            return;
        }
        for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
            JavaClass used = dependency.getTargetClass().getBaseComponentType();
            if (!used.getPackageName().startsWith(base + ".") || roomOf(used).equals(room)) {
                continue;
            }
            OptionalInt usedLevel = levelOf(roomOf(used));
            if (usedLevel.isEmpty() || usedLevel.getAsInt() >= level.getAsInt()) {
                events.add(SimpleConditionEvent.violated(dependency, dependency.getDescription()));
            }
        }
    }

    private String roomOf(JavaClass type) {
        return type.getPackageName().substring(base.length() + 1).split("\\.", 2)[0];
    }

    private OptionalInt levelOf(String room) {
        return IntStream.range(0, rows.size()).filter(row -> rows.get(row).contains(room)).findFirst();
    }
}
