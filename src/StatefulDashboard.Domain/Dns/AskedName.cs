using System.Globalization;
using StatefulDashboard.Domain.Overview;
using StatefulDashboard.Kubernetes.Resources;

namespace StatefulDashboard.Domain.Dns;

/// <summary>A question as a person asks it.</summary>
/// <param name="Name">As it was typed, without spaces around it.</param>
/// <param name="Namespace">Short names are completed as for a pod of this namespace; null: not at all.</param>
public sealed record AskedName(string Name, NameType Type, string? Namespace)
{
    /// <summary>In characters without the last dot: what 255 bytes on the wire leave.</summary>
    public const int LongestName = 253;

    private const int LongestLabel = 63;

    /// <summary>As the kubelet writes it into a pod's resolv.conf: a name with fewer dots is looked for in the search domains first.</summary>
    private const int Dots = 5;

    /// <summary>Reads what was typed; what DNS cannot ask is refused in words.</summary>
    public static (AskedName? Asked, Statement? Fault) Read(string? name, string? type, string? namespaceName)
    {
        var text = name?.Trim() ?? "";
        var home = string.IsNullOrWhiteSpace(namespaceName) ? null : namespaceName.Trim();
        var kind = string.IsNullOrWhiteSpace(type) ? "A" : type.Trim().ToUpperInvariant();
        return FaultOf(text) is { } fault ? (null, fault)
            : !Enum.GetNames<NameType>().Contains(kind, StringComparer.Ordinal) ? (null, Statement.Of(StatementCode.AskType, kind, string.Join(", ", Enum.GetNames<NameType>())))
            : home is not null && !IsNamespace(home) ? (null, Statement.Of(StatementCode.AskNamespace, home))
            : (new AskedName(text, Enum.Parse<NameType>(kind), home), null);
    }

    /// <summary>The absolute names that a resolver in a pod tries, in their order, lower case and without the last dot.</summary>
    public IEnumerable<string> Candidates(string zone)
    {
        if (Type == NameType.PTR && AddressText.ReverseName(Name) is { } reverse)
        {
            return [reverse];
        }

        var isAbsolute = Name.EndsWith('.');
        var name = Name.TrimEnd('.').ToLowerInvariant();
        if (isAbsolute || Namespace is null)
        {
            return [name];
        }

        string[] searched = [$"{name}.{Namespace}.svc.{zone}", $"{name}.svc.{zone}", $"{name}.{zone}"];
        return (name.Count(letter => letter == '.') >= Dots ? searched.Prepend(name) : searched.Append(name)).Where(candidate => candidate.Length <= LongestName);
    }

    private static Statement? FaultOf(string name)
    {
        if (name.Length == 0 || name == ".")
        {
            return Statement.Of(StatementCode.AskNameEmpty);
        }

        // an IPv6 address is asked backwards
        var strange = name.Where(one => !char.IsAsciiLetterOrDigit(one) && one is not ('.' or '-' or '_' or '*' or ':')).Take(1).ToArray();
        if (strange is [var letter])
        {
            return Statement.Of(StatementCode.AskCharacter, letter.ToString());
        }

        var whole = name.EndsWith('.') ? name[..^1] : name;
        return whole.Length > LongestName ? Statement.Of(StatementCode.AskNameTooLong, whole.Length.ToString(CultureInfo.InvariantCulture))
            : whole.Split('.').Any(label => label.Length is 0 or > LongestLabel) ? Statement.Of(StatementCode.AskLabel)
            : null;
    }

    private static bool IsNamespace(string name) =>
        name.Length <= LongestLabel && name.All(letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) || letter == '-') && name[0] != '-' && name[^1] != '-';
}
