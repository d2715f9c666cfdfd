package dev.secateur.app.window;

import java.util.List;

/// A task for the first time, step by step, on the sample model.
enum Guide {
    MERGE("Merge blocks", "See what blocks become when they merge, and what it gains.",
            ViewTabs.Tab.GRAPH,
            List.of("The graph shows nine blocks in three stages. Hold Shift and drag a box around the blocks of stage1.",
                    "The Depth panel at the right tells what each selected block would become, and why others are refused. "
                            + "Measure time tells what it gains on this machine.",
                    "Press Apply merge. A version is made; the original stays in the list of versions, and Ctrl+Z goes back to it.",
                    "A merge needs recovery: train it under Training, or Evaluate to see how many pictures are still right.",
                    "Export writes the version as ONNX; it is read again and compared in ONNX Runtime.")),
    SLIM("Cut channels", "Drag a threshold over channels and cut what lies below.",
            ViewTabs.Tab.SLIMMING,
            List.of("Slimming shows the scales of all normalisations as a histogram. Drag the line: what lies left of it would go.",
                    "The table tells how many channels each layer keeps, and what the whole network would cost.",
                    "Press Apply. Channels are taken out of the file itself, with all that is coupled to them.",
                    "Press Evaluate in the toolbar before and after: the middle accuracy is expected to be low until it is trained.",
                    "Train the version under Training, with the original as its teacher.")),
    BITS("Choose bit widths", "See what each layer loses at each width and choose.", ViewTabs.Tab.BITS,
            List.of("Bit widths shows layers as rows and widths as columns. Measure fills the cells with what each layer loses.",
                    "Arrow keys move, digits set the width of a layer, Shift extends the selection.",
                    "The totals tell size and loss of the whole choice.",
                    "Apply makes a version that quantises and dequantises as chosen; Export writes it as ONNX."));

    private final String title;
    private final String summary;
    private final ViewTabs.Tab tab;
    private final List<String> steps;

    Guide(String title, String summary, ViewTabs.Tab tab, List<String> steps) {
        this.title = title;
        this.summary = summary;
        this.tab = tab;
        this.steps = steps;
    }

    String title() {
        return title;
    }

    String summary() {
        return summary;
    }

    /// The view that it begins in.
    ViewTabs.Tab tab() {
        return tab;
    }

    /// What to do, in order.
    List<String> steps() {
        return steps;
    }
}
