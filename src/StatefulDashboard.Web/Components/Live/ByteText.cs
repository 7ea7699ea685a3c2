using System.Globalization;

namespace StatefulDashboard.Web.Components.Live;

/// <summary>A number of bytes for a person: "158 KB", "1.2 GB" (powers of 1000, as networks count).</summary>
public static class ByteText
{
    private static readonly string[] Units = ["B", "KB", "MB", "GB", "TB", "PB", "EB"];

    public static string Of(long bytes)
    {
        var (value, unit) = ((double)bytes, 0);
        while (Math.Round(value, value < 10 && unit > 0 ? 1 : 0) >= 1000 && unit < Units.Length - 1)
        {
            (value, unit) = (value / 1000, unit + 1);
        }

        return value.ToString(unit > 0 && value < 9.95 ? "0.0" : "0", CultureInfo.InvariantCulture) + " " + Units[unit];
    }
}
