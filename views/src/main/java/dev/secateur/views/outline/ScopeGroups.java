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
    ///
    /// @param part of the model that the layers are in; begins the groups' ids, because a module may lie in several parts
    List<Item> group(List<Layer> layers, String part) {
        return named(split(layers, new Place(0, "", part + "/")), "");
    }

    private List<Item> split(List<Layer> layers, Place place) {
        int depth = place.depth;
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
                items.addAll(oneModule(module, members, layers.size(), place));
            }
        });
        return items;
    }

    /// Where in the modules a split stands.
    ///
    /// @param prefix full name of the groups around, with a dot behind it
    /// @param id part and modules around, groups or not, with a slash behind each
    private record Place(int depth, String prefix, String id) {}

    private List<Item> oneModule(String module, List<Layer> members, int around, Place place) {
        String path = place.prefix + module;
        String id = place.id + module;
        boolean swallows = members.size() > TOO_MUCH * around;
        if (swallows || !convexity.holds(members.stream().flatMap(l -> l.nodes().stream()).toList())) {
            return split(members, new Place(place.depth + 1, place.prefix, id + "/"));
        }
        List<Item> inner = split(members, new Place(place.depth + 1, path + ".", id + "/"));
        return List.of(new Section(id, module, Section.Kind.SCOPE, named(inner, path + ".")));
    }

    private List<Item> named(List<Item> items, String prefix) {
        return names.name(items, prefix);
    }
}
