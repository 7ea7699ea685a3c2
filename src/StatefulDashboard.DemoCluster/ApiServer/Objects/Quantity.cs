using System.Globalization;
using System.Text.RegularExpressions;

namespace StatefulDashboard.DemoCluster.ApiServer.Objects;

/// <summary>Storage quantities such as "1Gi" or "500M".</summary>
internal static partial class Quantity
{
    private static readonly (string Suffix, decimal Factor)[] Suffixes =
    [
        ("Ki", 1024m), ("Mi", 1048576m), ("Gi", 1073741824m), ("Ti", 1099511627776m), ("Pi", 1125899906842624m),
        ("k", 1e3m), ("M", 1e6m), ("G", 1e9m), ("T", 1e12m), ("P", 1e15m),
    ];

    /// <summary>The amount in bytes; 0 when the text is none.</summary>
    public static decimal Bytes(string? text)
    {
        if (text is null)
        {
            return 0;
        }

        var (suffix, factor) = Suffixes.FirstOrDefault(s => text.EndsWith(s.Suffix, StringComparison.Ordinal));
        var digits = suffix is null ? text : text[..^suffix.Length];
        return decimal.TryParse(digits, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? Product(number, suffix is null ? 1 : factor) : 0;
    }

    /// <summary>Whether the text is a quantity as apimachinery's resource.Quantity reads it.</summary>
    public static bool IsOne(string text) => text.Length <= 64 && Form().IsMatch(text);

    private static decimal Product(decimal number, decimal factor) => Math.Abs(number) > decimal.MaxValue / factor ? decimal.MaxValue * Math.Sign(number) : number * factor;

    [GeneratedRegex(@"^[+-]?(\d+(\.\d*)?|\.\d+)([KMGTPE]i|[numkMGTPE]|[eE][+-]?\d{1,3})?$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Form();
}
