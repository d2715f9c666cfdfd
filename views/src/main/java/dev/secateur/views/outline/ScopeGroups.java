package dev.secateur.views.outline;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Groups layers by the beginnings of their names, as deep as that makes a picture easier to read.
final class ScopeGroups {

    /// A module that holds more than this part of the layers around it is no help as a group of its own.
    private static final double TOO_MUCH = 0.7;
    private static final int SMALLEST = 3;

    private final Scopes scopes;
    private final Convexity convexity;
    private final LayerNames names;

    ScopeGroups(Scopes scopes, Convexity convexity, LayerNames names) {
        this.scopes = scopes;
        this.convexity = convexity;
        this.names = names;
    }

    /// The layers, grouped where they share modules; the order of the first layers is kept.
    List<Item> group(List<Layer> layers) {
        return named(split(layers, 0, ""), "");
    }

    private List<Item> split(List<Layer> layers, int depth, String prefix) {
        Map<String, List<Layer>> byModule = new LinkedHashMap<>();
        List<Item> items = new ArrayList<>();
        for (Layer layer : layers) {
            List<String> scope = scopes.of(layer);
            String key = scope.size() > depth ? scope.get(depth) : "";
            byModule.computeIfAbsent(key.isEmpty() ? "\0" + layer.id() : key, k -> new ArrayList<>()).add(layer);
        }
        byModule.forEach((module, members) -> {
            if (module.startsWith("\0") || members.size() < SMALLEST) {
                items.addAll(members);
            } else {
                items.addAll(oneModule(module, members, layers.size(), new Place(depth, prefix)));
            }
        });
        return items;
    }

    private record Place(int depth, String prefix) {}

    private List<Item> oneModule(String module, List<Layer> members, int around, Place place) {
        String path = place.prefix + module;
        boolean swallows = members.size() > TOO_MUCH * around;
        if (swallows || !convexity.holds(members.stream().flatMap(l -> l.nodes().stream()).toList())) {
            return split(members, place.depth + 1, place.prefix);
        }
        List<Item> inner = split(members, place.depth + 1, path + ".");
        return List.of(new Section(path, module, Section.Kind.SCOPE, named(inner, path + ".")));
    }

    private List<Item> named(List<Item> items, String prefix) {
        return names.name(items, prefix);
    }
}
