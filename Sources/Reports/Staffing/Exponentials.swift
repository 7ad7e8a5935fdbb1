#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// e to the power of a number.
func exponential(_ power: Double) -> Double { exp(power) }

/// The logarithm to the base e.
func naturalLog(_ number: Double) -> Double { log(number) }
