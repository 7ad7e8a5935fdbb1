/// One row of the table: what was measured beside what is wanted.
struct Figure {
    /// What is wanted; ``none`` for what is only of interest.
    enum Goal {
        case none
        case atLeast(Double)
        /// For something that happens again and again, or that must never be: the worst one counts.
        case always(below: Double)
        case below(Double)
    }

    enum Unit: String {
        case perSecond = "/s"
        case milliseconds = "ms"
        case microseconds = "us"
        case kibibytes = "KiB"
        case mebibytes = "MiB"
        case calls
        case percent = "%"
        case processors = "of a core"
    }

    let name: String
    var goal = Goal.none
    let unit: Unit
    /// What was measured, in ascending order; never empty.
    let samples: [Double]

    init(_ name: String, _ unit: Unit, _ samples: [Double], goal: Goal = .none) {
        precondition(!samples.isEmpty, "a figure is of something measured")
        self.name = name
        self.goal = goal
        self.unit = unit
        self.samples = samples.sorted()
    }

    /// The sample below which a part of all samples lies, from 0 to 1.
    func quantile(_ part: Double) -> Double {
        samples[Int((part * Double(samples.count - 1)).rounded())]
    }

    var median: Double { quantile(0.5) }

    /// Whether the goal is met; nil where there is none.
    var isMet: Bool? {
        switch goal {
        case .none: nil
        case .atLeast(let goal): median >= goal
        case .below(let goal): median < goal
        case .always(let goal): quantile(1) < goal
        }
    }
}

extension Duration {
    var inMillisecondsExactly: Double { self / .milliseconds(1) }
}
