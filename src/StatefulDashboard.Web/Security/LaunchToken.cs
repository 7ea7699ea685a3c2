using System.Security.Cryptography;
using System.Text;

namespace StatefulDashboard.Web.Security;

/// <summary>The secret that is printed at start and opens the dashboard to the browser of whoever started it.</summary>
public sealed class LaunchToken(string? configured)
{
    public string Value { get; } = configured ?? Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(24));

    /// <summary>Compares in constant time.</summary>
    public bool Matches(string? given) =>
        given is { Length: > 0 and <= 512 }
        && CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(given)), SHA256.HashData(Encoding.UTF8.GetBytes(Value)));
}
