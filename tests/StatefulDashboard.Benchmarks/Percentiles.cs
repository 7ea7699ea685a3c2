using System.Globalization;

namespace StatefulDashboard.Benchmarks;

internal static class Percentiles
{
    /// <summary>"p50 3.1 ms, p99 8.0 ms, max 9.2 ms (300 samples)".</summary>
    public static string Of(IEnumerable<double> milliseconds)
    {
        double[] sorted = [.. milliseconds.Order()];
        double At(double share) => sorted[(int)Math.Ceiling(share * sorted.Length) - 1];
        return string.Create(CultureInfo.InvariantCulture, $"p50 {At(0.5):0.0} ms, p99 {At(0.99):0.0} ms, max {sorted[^1]:0.0} ms ({sorted.Length} samples)");
    }
}
