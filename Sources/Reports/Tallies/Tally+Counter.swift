extension Tally {
    /// A number that a tally keeps.
    ///
    /// Stored tallies name them by their place: new ones go to the end, and none is taken away.
    public enum Counter: Int, CaseIterable, Hashable, Sendable {
        // Visits.

        /// Visits that an agent or a provider answered.
        case answered
        /// Visits that the caller ended by hanging up.
        case abandoned
        /// Visits that ended with a callback.
        case callbacks
        /// Visits that reached the longest wait.
        case timedOut
        /// Visits to a queue without room.
        case foundFull
        /// Visits to a closed queue.
        case foundClosed
        /// Visits to a queue without agents.
        case foundEmpty
        /// Visits left by a key.
        case leftByKey
        /// Visits that go on; in no ratio.
        case waiting
        /// Answered visits, and callbacks, in which the talk goes on.
        case talking
        /// Visits that the end of Allo ended; in no ratio.
        case interrupted
        /// Waits of the answered visits, in milliseconds.
        case answeredWait
        /// Waits of the abandoned visits, in milliseconds.
        case abandonedWait
        /// Talk, holds apart, in milliseconds.
        case talk
        /// Holds, in milliseconds.
        case hold
        /// Wrap-up, in milliseconds.
        case wrap
        /// Answered visits with a hold.
        case held
        /// Answered visits with a transfer out.
        case transferred
        /// Answered visits with a blind transfer to a queue or a colleague.
        case transferredBlind
        /// Answered visits with an attended transfer to a queue or a colleague.
        case transferredAttended
        /// Answered visits with a transfer to somebody outside.
        case transferredOutside
        /// Rings at agents.
        case offers
        /// Rings that were not taken and could have been.
        case missedOffers

        // Surveys.

        /// Answers 0 of 10 to "would you recommend us?".
        case nps0
        /// Answers 1 of 10.
        case nps1
        /// Answers 2 of 10.
        case nps2
        /// Answers 3 of 10.
        case nps3
        /// Answers 4 of 10.
        case nps4
        /// Answers 5 of 10.
        case nps5
        /// Answers 6 of 10.
        case nps6
        /// Answers 7 of 10.
        case nps7
        /// Answers 8 of 10.
        case nps8
        /// Answers 9 of 10.
        case nps9
        /// Answers 10 of 10.
        case nps10
        /// Answers 1 of 5 to "how satisfied are you?".
        case csat1
        /// Answers 2 of 5.
        case csat2
        /// Answers 3 of 5.
        case csat3
        /// Answers 4 of 5.
        case csat4
        /// Answers 5 of 5.
        case csat5
        /// Requests that the caller calls settled.
        case resolved
        /// Requests that the caller calls open.
        case unresolved

        // Announced waits, of answered visits.

        /// Waits announced.
        case estimates
        /// How far they were from what came, in milliseconds.
        case estimateError
        /// Announced less what came, in milliseconds.
        case estimateBias
        /// Those within 60 seconds of what came.
        case estimatesWithinAMinute

        // The voice server.

        /// Calls that came in.
        case arrived
        /// Calls that ended before a queue, a transfer or the end of a self-service.
        case abandonedInMenu
        /// Calls that ended in self-service.
        case contained

        // First contact.

        /// Calls that were handled, as the resolution at first contact counts them.
        case firstContacts
        /// Those of them after which the caller called again for the same motive.
        case repeated
        /// Those of them of which it is too early to say.
        case provisional

        // Callbacks, counted where they were accepted.

        /// Attempts to call back.
        case attempts
        /// Attempts at which nobody answered.
        case attemptsNotAnswered
        /// Callbacks that brought agent and caller together.
        case bridged
        /// Callbacks that were given up.
        case givenUp

        // Agents.

        /// Talks that began, callbacks too.
        case contacts
        /// Time ready, in milliseconds.
        case readyTime
        /// Time being rung, in milliseconds.
        case ringingTime
        /// Time talking, in milliseconds.
        case talkingTime
        /// Time with the caller on hold, in milliseconds.
        case holdTime
        /// Time of wrap-up, in milliseconds.
        case wrapTime
        /// Time away, in milliseconds.
        case awayTime

        // Steps.

        /// Passages through the step.
        case stepEntered
        /// Passages in which the caller hung up.
        case stepHungUp
        /// Time in the step, in milliseconds.
        case stepTime
        /// Times that nothing was pressed.
        case stepNoInputs
        /// Times that something useless was pressed.
        case stepNoMatches
        /// Times that 0 was pressed.
        case key0
        /// Times that 1 was pressed.
        case key1
        /// Times that 2 was pressed.
        case key2
        /// Times that 3 was pressed.
        case key3
        /// Times that 4 was pressed.
        case key4
        /// Times that 5 was pressed.
        case key5
        /// Times that 6 was pressed.
        case key6
        /// Times that 7 was pressed.
        case key7
        /// Times that 8 was pressed.
        case key8
        /// Times that 9 was pressed.
        case key9
        /// Times that star was pressed.
        case keyStar
        /// Times that hash was pressed.
        case keyHash
        /// Times that A was pressed.
        case keyA
        /// Times that B was pressed.
        case keyB
        /// Times that C was pressed.
        case keyC
        /// Times that D was pressed.
        case keyD

        // Callbacks, counted where they were talked to.

        /// Callbacks that an agent talked in.
        case calledBack

        // Letters and e-mails, counted where they came.

        /// Written contacts that came.
        case writtenReceived
        /// Those of them that were answered.
        case writtenAnswered
        /// Those that were answered when they were due or before.
        case writtenInTime
        /// From their coming to the answer, in milliseconds.
        case writtenAnswerTime
        /// Those answered in which an agent of the house wrote.
        case writtenHandled
        /// How long they wrote, in milliseconds.
        case writtenHandleTime
        /// Those that needed no answer.
        case writtenDropped
        /// Those that are still to be answered.
        case writtenWaiting
        /// Those of these that should have been.
        case writtenOverdue
        /// Time writing, while the telephone could ring, in milliseconds.
        case writingTime

        /// The counter so many places after another.
        func advanced(by places: Int) -> Counter { Counter(rawValue: rawValue + places) ?? self }
    }
}
