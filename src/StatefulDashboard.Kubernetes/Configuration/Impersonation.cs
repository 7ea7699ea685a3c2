using StatefulDashboard.Kubernetes.Resources;

namespace StatefulDashboard.Kubernetes.Configuration;

/// <summary>
/// As whom requests are made, where the account may (https://kubernetes.io/docs/reference/access-authn-authz/authentication/#user-impersonation).
/// </summary>
public sealed record Impersonation(string User, string? Uid, ValueList<string> Groups, ValueList<KeyValuePair<string, ValueList<string>>> Extra)
{
    /// <summary>The headers that ask for it; a key of the extras is escaped as client-go does, in lower case.</summary>
    internal IEnumerable<KeyValuePair<string, string>> Headers()
    {
        yield return new("Impersonate-User", User);
        if (Uid is { Length: > 0 } uid)
        {
            yield return new("Impersonate-Uid", uid);
        }

        foreach (var group in Groups)
        {
            yield return new("Impersonate-Group", group);
        }

        foreach (var (key, values) in Extra)
        {
            foreach (var value in values)
            {
                yield return new("Impersonate-Extra-" + Escape(key), value);
            }
        }
    }

    private static string Escape(string key) => string.Concat(System.Text.Encoding.UTF8.GetBytes(key)
        .Select(letter => char.IsAsciiLetterOrDigit((char)letter) || "!#$&'*+-.^_`|~".Contains((char)letter, StringComparison.Ordinal) && letter != '%'
            ? char.ToLowerInvariant((char)letter).ToString()
            : "%" + letter.ToString("X2", System.Globalization.CultureInfo.InvariantCulture)));
}
