extension Score {
    /// “Calme”: F major, four beats a bar; two strophes and a middle that leads back to the first.
    static let calm = Score(
        tempo: 72, beatsPerBar: 4,
        bars: [
            [.majorSeventh(5)], [.minorSeventh(2)], [.majorSeventh(10)], [.seventh(0)],
            [.minorSeventh(9)], [.minorSeventh(2)], [.minorSeventh(7)],
            [.suspended(0), .seventh(0)],
            //
            [.majorSeventh(5)], [.minorSeventh(2)], [.majorSeventh(10)], [.seventh(0)],
            [.minorSeventh(9)], [.minorSeventh(2)], [.minorSeventh(7), .seventh(0)],
            [.majorSeventh(5)],
            //
            [.majorSeventh(10)], [.minorSeventh(9)], [.minorSeventh(7)], [.majorSeventh(5)],
            [.majorSeventh(10)], [.minorSeventh(9), .minorSeventh(2)], [.minorSeventh(7)],
            [.suspended(0), .seventh(0)],
        ],
        melody: strophe + [
            Note(74, 1.5), Note(72, 0.5), Note(70), Note(74), Note(72, 3), Note(nil),
        ] + strophe + [
            Note(74), Note(72), Note(70), Note(67), Note(69, 3), Note(nil),
        ] + [
            Note(77, 2), Note(81), Note(79), Note(76, 3), Note(nil),
            Note(74), Note(77), Note(76, 0.5), Note(74, 0.5), Note(nil), Note(72, 3), Note(nil),
            Note(70), Note(74), Note(77), Note(81), Note(79, 1.5), Note(76, 0.5), Note(77, 2),
            Note(74), Note(76), Note(77), Note(74), Note(79, 2), Note(76), Note(nil),
        ])

    private static let strophe = [
        Note(72, 1.5), Note(74, 0.5), Note(76), Note(72), Note(74, 3), Note(nil),
        Note(74, 1.5), Note(76, 0.5), Note(77), Note(74), Note(76, 2), Note(72), Note(nil),
        Note(79, 1.5), Note(77, 0.5), Note(76), Note(72), Note(77, 2), Note(76), Note(74),
    ]

    /// “Matin”: G major, a slow waltz; the first part comes twice, each time with another answer.
    static let morning = Score(
        tempo: 92, beatsPerBar: 3,
        bars: [
            [.major(7)], [.minorSeventh(4)], [.majorSeventh(0)], [.seventh(2)],
            [.major(7)], [.minorSeventh(11)], [.minorSeventh(9)], [.seventh(2)],
            //
            [.majorSeventh(0)], [.major(2)], [.minorSeventh(11)], [.minorSeventh(4)],
            [.minorSeventh(9)], [.seventh(2)], [.majorSeventh(7)], [.major(7)],
            //
            [.major(7)], [.minorSeventh(4)], [.majorSeventh(0)], [.seventh(2)],
            [.major(7)], [.minorSeventh(11)], [.minorSeventh(9)], [.seventh(2)],
            //
            [.minorSeventh(4)], [.minorSeventh(11)], [.majorSeventh(0)], [.major(7)],
            [.minorSeventh(9)], [.minorSeventh(11)], [.majorSeventh(0)],
            [.suspended(2), .seventh(2)],
        ],
        melody: waltz + [Note(76), Note(72), Note(76), Note(74, 2), Note(nil)] + [
            Note(76, 1.5), Note(78, 0.5), Note(79), Note(81, 2), Note(78),
            Note(74), Note(78), Note(81), Note(79, 2), Note(nil),
            Note(81, 1.5), Note(79, 0.5), Note(76), Note(78), Note(76), Note(74),
            Note(71), Note(74), Note(79), Note(79, 2), Note(nil),
        ] + waltz + [Note(72), Note(76), Note(79), Note(78, 2), Note(nil)] + [
            Note(83, 2), Note(79), Note(78, 2), Note(74),
            Note(76), Note(79), Note(76), Note(74, 2), Note(nil),
            Note(72), Note(76), Note(81), Note(83, 1.5), Note(81, 0.5), Note(78),
            Note(79), Note(76), Note(72), Note(74), Note(78), Note(nil),
        ])

    private static let waltz = [
        Note(74), Note(79), Note(83), Note(79, 2), Note(76),
        Note(76), Note(79), Note(81), Note(78, 2), Note(nil),
        Note(74), Note(79), Note(83), Note(81, 2), Note(78),
    ]
}
