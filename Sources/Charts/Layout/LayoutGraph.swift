/// What is to be laid out: boxes, and ways between them that may carry a label.
struct LayoutGraph: Sendable {
    struct Size: Hashable, Sendable {
        var width: Double
        var height: Double
    }

    struct Link: Sendable {
        var from: Int
        var to: Int
        /// The size of the label; nil for none.
        var label: Size?
    }

    /// The boxes; the first ones come first where there is a choice.
    var boxes: [Size]
    /// The ways; none leads to where it began.
    var links: [Link]
    /// The boxes that stand at the top, where nothing leads to them.
    var start: Int
}

/// Where everything stands. The origin is at the top left.
struct Layout: Sendable {
    struct Point: Hashable, Sendable {
        var x: Double
        var y: Double
    }

    /// The way of a link: from box to box, through points between which it goes in curves that
    /// begin and end upright.
    struct Route: Sendable {
        var points: [Point]
        /// The middle of the label; nil for none.
        var label: Point?
    }

    /// The middles of the boxes.
    var boxes: [Point]
    /// The ways of the links.
    var routes: [Route]
    var width: Double
    var height: Double
}
