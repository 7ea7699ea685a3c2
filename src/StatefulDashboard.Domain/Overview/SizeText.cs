using System.Globalization;
using StatefulDashboard.Kubernetes.Resources;

namespace StatefulDashboard.Domain.Overview;

/// <summary>Sizes for people, in binary units.</summary>
public static class SizeText
{
    private static readonly string[] Units = ["B", "KiB", "MiB", "GiB", "TiB", "PiB"];

    /// <summary>"10 GiB" for 10737418240.</summary>
    public static string Of(long bytes)
    {
        var (value, unit) = ((double)bytes, 0);
        while (value >= 1024 && unit < Units.Length - 1)
        {
            (value, unit) = (value / 1024, unit + 1);
        }

        return string.Create(CultureInfo.InvariantCulture, $"{value:0.#} {Units[unit]}");
    }

    /// <summary>The size of claims together: what they have, else what they ask for.</summary>
    public static string Of(IEnumerable<ClaimBinding> claims) => Of(claims.Sum(claim => Quantity.ToBytes(claim.Capacity ?? claim.Requested) ?? 0));
}
