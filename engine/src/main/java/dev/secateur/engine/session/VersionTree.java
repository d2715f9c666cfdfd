package dev.secateur.engine.session;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.graph.Graph;

/// All versions of a model, and the one that is present. Immutable: every method gives another tree.
///
/// Undo goes to the parent, redo to the child that was last stood on, and a step after an undo makes a sibling, so that
/// nothing is lost.
///
/// @param versions in the order in which they were made; the index is the id
/// @param presentId the id of the present version
/// @param lastChild for each version that has a child which was stood on: that child, by ids
public record VersionTree(List<Version> versions, int presentId, Map<Integer, Integer> lastChild) {

    public VersionTree {
        versions = List.copyOf(versions);
        lastChild = Map.copyOf(lastChild);
    }

    /// A tree of one version.
    public static VersionTree of(String label, Graph graph) {
        return new VersionTree(List.of(new Version(0, Version.NO_PARENT, label, graph, null)), 0, Map.of());
    }

    /// The version that is looked at and worked on.
    public Version present() {
        return versions.get(presentId);
    }

    /// The model as it was opened.
    public Version original() {
        return versions.getFirst();
    }

    /// The version with this id.
    ///
    /// @throws IllegalArgumentException if there is none
    public Version version(int id) {
        if (id < 0 || id >= versions.size()) {
            throw new IllegalArgumentException("there is no version " + id);
        }
        return versions.get(id);
    }

    /// The versions made from this one, oldest first.
    public List<Version> children(Version version) {
        return versions.stream().filter(v -> v.parent() == version.id()).toList();
    }

    /// Number of steps between a version and the original.
    public int depth(Version version) {
        int depth = 0;
        for (Version v = version; !v.isOriginal(); v = versions.get(v.parent())) {
            depth++;
        }
        return depth;
    }

    /// What {@link #undo()} would go to; empty at the original.
    public Optional<Version> undoTarget() {
        return present().isOriginal() ? Optional.empty() : Optional.of(versions.get(present().parent()));
    }

    /// What {@link #redo()} would go to; empty where no child was stood on.
    public Optional<Version> redoTarget() {
        return Optional.ofNullable(lastChild.get(presentId)).map(versions::get);
    }

    /// Goes to the parent; the same tree at the original.
    public VersionTree undo() {
        return undoTarget().map(v -> goTo(v.id())).orElse(this);
    }

    /// Goes to the child last stood on; the same tree if there is none.
    public VersionTree redo() {
        return redoTarget().map(v -> goTo(v.id())).orElse(this);
    }

    /// Makes a version the present. From now on redo leads from each of its ancestors towards it.
    ///
    /// @throws IllegalArgumentException if there is no such version
    public VersionTree goTo(int id) {
        Version target = version(id);
        if (id == presentId) {
            return this;
        }
        Map<Integer, Integer> stoodOn = new HashMap<>(lastChild);
        for (Version v = target; !v.isOriginal(); v = versions.get(v.parent())) {
            stoodOn.put(v.parent(), v.id());
        }
        return new VersionTree(versions, id, stoodOn);
    }

    /// Adds a child of the present and goes to it.
    public VersionTree add(String label, Graph graph, @Nullable Step step) {
        VersionTree grown = addTo(presentId, label, graph, step);
        return grown.goTo(grown.versions.size() - 1);
    }

    /// Adds a child of any version and stays where it is; its id is the number of versions before.
    ///
    /// @throws IllegalArgumentException if there is no such parent
    public VersionTree addTo(int parent, String label, Graph graph, @Nullable Step step) {
        List<Version> grown = new ArrayList<>(versions);
        grown.add(new Version(versions.size(), version(parent).id(), label, graph, step));
        return new VersionTree(grown, presentId, lastChild);
    }
}
