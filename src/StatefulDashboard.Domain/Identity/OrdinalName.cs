using System.Globalization;

namespace StatefulDashboard.Domain.Identity;

/// <summary>Names that end in an ordinal: pods are named set-ordinal, claims template-set-ordinal. A prefix alone proves nothing.</summary>
public static class OrdinalName
{
    public static string OfPod(string setName, int ordinal) => string.Create(CultureInfo.InvariantCulture, $"{setName}-{ordinal}");

    public static string OfClaim(string template, string setName, int ordinal) => string.Create(CultureInfo.InvariantCulture, $"{template}-{setName}-{ordinal}");

    /// <summary>The ordinal when <paramref name="podName"/> is exactly the name of a pod of the set, else null.</summary>
    public static int? OfPodIn(string setName, string podName) => After(podName, setName, "");

    /// <summary>The ordinal when <paramref name="claimName"/> is exactly the name of a claim made from the set's template, else null.</summary>
    public static int? OfClaimIn(string template, string setName, string claimName) => After(claimName, template, setName);

    /// <summary>The set's name and the ordinal that a pod's name speaks of; null when it ends in no ordinal.</summary>
    public static (string SetName, int Ordinal)? Split(string podName)
    {
        var dash = podName.LastIndexOf('-');
        return dash > 0 && Parse(podName.AsSpan(dash + 1)) is { } ordinal ? (podName[..dash], ordinal) : null;
    }

    private static int? After(string name, string first, string second)
    {
        var rest = name.AsSpan();
        foreach (var part in second.Length == 0 ? [first] : new[] { first, second })
        {
            if (rest.Length <= part.Length || !rest.StartsWith(part, StringComparison.Ordinal) || rest[part.Length] != '-')
            {
                return null;
            }

            rest = rest[(part.Length + 1)..];
        }

        return Parse(rest);
    }

    // "07" and "+7" are not how Kubernetes writes 7
    private static int? Parse(ReadOnlySpan<char> digits) =>
        digits.Length is > 0 and <= 10 && (digits.Length == 1 || digits[0] != '0')
        && int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var ordinal)
            ? ordinal
            : null;
}
