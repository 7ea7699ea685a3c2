using System.Globalization;

namespace StatefulDashboard.Kubernetes.Resources;

/// <summary>A quantity as the API writes it ("1Gi", "500M", "1e9"); see k8s.io/apimachinery/pkg/api/resource.</summary>
public static class Quantity
{
    private static readonly (string Suffix, decimal Factor)[] Suffixes =
    [
        ("Ki", 1024m), ("Mi", 1024m * 1024), ("Gi", 1024m * 1024 * 1024), ("Ti", 1024m * 1024 * 1024 * 1024),
        ("Pi", 1024m * 1024 * 1024 * 1024 * 1024), ("Ei", 1024m * 1024 * 1024 * 1024 * 1024 * 1024),
        ("n", 1e-9m), ("u", 1e-6m), ("m", 1e-3m), ("k", 1e3m), ("M", 1e6m), ("G", 1e9m), ("T", 1e12m), ("P", 1e15m), ("E", 1e18m),
    ];

    /// <summary>The value in bytes, rounded up as Kubernetes does; null when the text is no quantity.</summary>
    public static long? ToBytes(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        var (digits, factor) = (text.Trim(), 1m);
        foreach (var (suffix, times) in Suffixes)
        {
            if (digits.EndsWith(suffix, StringComparison.Ordinal))
            {
                (digits, factor) = (digits[..^suffix.Length], times);
                break;
            }
        }

        if (!decimal.TryParse(digits, NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
        {
            return null;
        }

        try
        {
            var bytes = decimal.Ceiling(number * factor);
            return bytes is >= 0 and <= long.MaxValue ? (long)bytes : null;
        }
        catch (OverflowException)
        {
            return null;
        }
    }
}
