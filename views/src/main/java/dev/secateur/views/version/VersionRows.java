package dev.secateur.views.version;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

import dev.secateur.engine.session.Version;
import dev.secateur.engine.session.VersionTree;
import dev.secateur.views.version.VersionRow.Link;
import dev.secateur.views.version.VersionRow.Piece;

/// Lays a version tree out in rows, in the order in which versions were made, and lanes: the first child of a version goes
/// on in its lane, every further one begins a lane of its own.
final class VersionRows {

    private final VersionTree tree;
    private final int[] lanes;

    private VersionRows(VersionTree tree) {
        this.tree = tree;
        this.lanes = lanes(tree);
    }

    static List<VersionRow> of(VersionTree tree, Function<Version, VersionRow.Figures> figures) {
        VersionRows rows = new VersionRows(tree);
        return tree.versions().stream()
                .map(v -> new VersionRow(v, rows.lanes[v.id()], rows.links(v.id()), figures.apply(v),
                        v.id() == tree.presentId()))
                .toList();
    }

    private static int[] lanes(VersionTree tree) {
        int[] lanes = new int[tree.versions().size()];
        boolean[] continued = new boolean[lanes.length];
        int next = 1;
        for (Version version : tree.versions()) {
            if (!version.isOriginal()) {
                lanes[version.id()] = continued[version.parent()] ? next++ : lanes[version.parent()];
                continued[version.parent()] = true;
            }
        }
        return lanes;
    }

    private List<Link> links(int row) {
        List<Link> links = new ArrayList<>();
        for (Version child : tree.versions()) {
            if (child.isOriginal()) {
                continue;
            }
            int to = lanes[child.id()];
            if (child.parent() == row) {
                links.add(new Link(Piece.LEAVES, lanes[row], to));
            } else if (child.id() == row) {
                links.add(new Link(Piece.ARRIVES, to, to));
            } else if (child.parent() < row && row < child.id()) {
                links.add(new Link(Piece.PASSES, to, to));
            }
        }
        return links;
    }
}
