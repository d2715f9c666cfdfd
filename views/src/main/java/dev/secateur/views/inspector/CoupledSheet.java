package dev.secateur.views.inspector;

import java.util.List;

/// What is shown of a coupling group.
///
/// @param title how many channels, and how many of them can go
/// @param frozen true if none can go
/// @param sentences why its channels go together
/// @param roles the nodes of the group, by what they are to it
public record CoupledSheet(String title, boolean frozen, List<String> sentences, List<Role> roles) {

    public CoupledSheet {
        sentences = List.copyOf(sentences);
        roles = List.copyOf(roles);
    }

    /// Nodes that are the same to the group.
    ///
    /// @param title such as `Make them`
    /// @param more how many are not listed
    record Role(String title, List<NodeSheet.Link> nodes, int more) {
        Role {
            nodes = List.copyOf(nodes);
        }
    }
}
