#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// The functions of chance that need logarithms and roots.
enum Normal {
    /// The number below which a share of all standard normal numbers lie.
    ///
    /// After P. J. Acklam's rational approximation, with one step of Halley's method: exact to about
    /// fifteen digits.
    ///
    /// - Parameter share: above 0 and below 1.
    static func quantile(_ share: Double) -> Double {
        let rough = approximation(share)
        let error = 0.5 * erfc(-rough / 2.squareRoot()) - share
        let step = error * (2 * Double.pi).squareRoot() * exp(rough * rough / 2)
        return rough - step / (1 + rough * step / 2)
    }

    private static func approximation(_ share: Double) -> Double {
        let low = 0.02425
        guard share >= low else { return tail((-2 * log(share)).squareRoot()) }
        guard share <= 1 - low else { return -tail((-2 * log(1 - share)).squareRoot()) }
        let q = share - 0.5
        let r = q * q
        let above = polynomial(
            [
                -39.696_830_286_653_76, 220.946_098_424_520_5, -275.928_510_446_968_7,
                138.357_751_867_269, -30.664_798_066_147_16, 2.506_628_277_459_239,
            ], r)
        let below = polynomial(
            [
                -54.476_098_798_224_06, 161.585_836_858_040_9, -155.698_979_859_886_6,
                66.801_311_887_719_72, -13.280_681_552_885_72, 1,
            ], r)
        return above * q / below
    }

    private static func tail(_ q: Double) -> Double {
        let above = polynomial(
            [
                -0.007_784_894_002_430_293, -0.322_396_458_041_136_5, -2.400_758_277_161_838,
                -2.549_732_539_343_734, 4.374_664_141_464_968, 2.938_163_982_698_783,
            ], q)
        let below = polynomial(
            [
                0.007_784_695_709_041_462, 0.322_467_129_070_039_8, 2.445_134_137_142_996,
                3.754_408_661_907_416, 1,
            ], q)
        return above / below
    }

    private static func polynomial(_ coefficients: [Double], _ x: Double) -> Double {
        coefficients.reduce(0) { $0 * x + $1 }
    }

    /// The logarithm to the base e.
    static func log(_ number: Double) -> Double {
        #if canImport(Glibc)
            Glibc.log(number)
        #elseif canImport(Musl)
            Musl.log(number)
        #else
            Darwin.log(number)
        #endif
    }

    /// e to the power of a number.
    static func exponential(_ power: Double) -> Double { exp(power) }
}
